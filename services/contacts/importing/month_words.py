"""How the names of months begin in the languages of exports; the longest that fits counts; data."""

MONTHS: tuple[str, ...] = (
    'jan jän gen ene ιαν янв січ oca sty led tammi',
    'feb fev fév φεβ фев лют şub lut úno helmi',
    'mar mär mrz μαρ мар бер bře maalis maa',
    'apr avr abr ápr απρ апр квіт kwi nis dub huhti',
    'may mai maj mei mag maí máj μαϊ μάι май мая трав kvě kvet touko',
    'jun juin giu ιουν июн черв haz cze čer červen kesä',
    'jul juil lug ιουλ июл лип tem lip červenec července heinä',
    'aug aoû ago αυγ авг серп ağu sie srp elo',
    'sep set σεπ сен вер eyl wrz zář syys',
    'oct okt ott out οκτ окт жов eki paź říj loka',
    'nov νοε ноя лис kas lis marras',
    'dec dez déc dic des δεκ дек груд ara gru pro joulu',
)
