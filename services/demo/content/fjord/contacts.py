"""Everybody Fjord & Fell deals with, beside those who have proposals."""

from services.demo.lines import people

LINES = """
Astrid Berge | Oslo | Norway | customer | skiing, returning | Website | 310 | 40
Bjarne Lund | Stavanger | Norway | in_conversation | hiking | Website | 20 | 4
Ruth Allen | Edinburgh | United Kingdom | client | rail, slow travel | Friend | 36 | 8
Helena Koski | Helsinki | Finland | lead | sauna, winter | Website | 12 | 12
Mads Kristensen | Aalborg | Denmark | customer | fishing, returning | Friend | 280 | 75
Julia Hoffmann | Munich | Germany | lead | northern lights | Winter fair | 25 | 25
Julia Hofmann | Munich | Germany | in_conversation | northern lights | Website | 14 | 2
Pierre Lambert | Grenoble | France | client | skiing | Website | 44 | 13
Sigríður Jónsdóttir | Akureyri | Iceland | customer | partner | Guide | 350 | 93 | Norðurferðir
Michael Tran | Vancouver | Canada | in_conversation | hiking, small group | Website | 18 | 6
Emma van Dijk | Utrecht | Netherlands | client | rail | Friend | 51 | 11
Lotta Nyström | Umeå | Sweden | lead | skiing | Winter fair | 26 | 26
Kenji Mori | Osaka | Japan | lead | northern lights, small group | Website | 33 | 33
Silje Haugland | Voss | Norway | customer | partner | Came by | 365 | 58 | Voss Guiding
Greta Baumann | Zürich | Switzerland | client | fishing, quiet | Website | 39 | 9
Ola Nordmann | Lillehammer | Norway | lead | skiing | Winter fair | 24 | 24
Harriet Cole | Bristol | United Kingdom | in_conversation | walking, dog | Website | 8 | 1
Andrea Russo | Milan | Italy | lead | winter | Website | 62 | 62
Tuomas Laine | Rovaniemi | Finland | customer | partner | Guide | 240 | 100 | Laine Safaris
Frida Holm | Lund | Sweden | client | rail, family | Friend | 47 | 14
Dominik Wolf | Dresden | Germany | in_conversation | fishing | Website | 16 | 7
Claire Dubois | Nantes | France | customer | hiking, returning | Website | 200 | 84
Erika Halvorsen | Gothenburg | Sweden | lead | fishing | Friend | 30 | 30
"""

OTHERS = tuple(people(LINES, ('kari',)))
