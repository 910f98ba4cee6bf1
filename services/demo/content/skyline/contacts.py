"""Everybody Skyline Tours deals with, beside those who have proposals."""

from services.demo.lines import people

LINES = """
Beatriz Salgado | Porto | Portugal | lead | sailing | Autumn fair | 18 | 18
Emil Haugen | Tromsø | Norway | lead | partner | Autumn fair | 18 | 16
Rosa Bianchi | Lucca | Italy | lead | cooking, wine | Autumn fair | 18 | 18
Lars Hedström | Malmö | Sweden | lead | self-drive | Autumn fair | 18 | 11
Zoë Müller-Weiß | Leipzig | Germany | lead | quiet, art | Autumn fair | 19 | 19
Niamh Byrne | Galway | Ireland | lead | horses | Autumn fair | 19 | 19
Antoine Mercier | Lyon | France | lead | wine, food | Website | 23 | 21
Katarína Horváthová | Bratislava | Slovakia | lead | hiking | Website | 26 | 26
Diego Fuentes | Bilbao | Spain | in_conversation | surf, small group | Website | 12 | 3
Yuki Tanaka | Düsseldorf | Germany | in_conversation | gardens, slow travel | Friend | 13 | 2
Agnieszka Wójcik | Gdańsk | Poland | in_conversation | sailing, family | Website | 15 | 6
Oliver Hartmann | Hamburg | Germany | in_conversation | winter | Came by | 16 | 9
Freya Sørensen | Aarhus | Denmark | in_conversation | kayak, hiking | Friend | 20 | 4
Samuel Adeyemi | London | United Kingdom | client | family, beach | Friend | 21 | 8
Chiara Conti | Turin | Italy | client | food, wine | Website | 24 | 12
Magnus Lindgren | Gothenburg | Sweden | client | self-drive, winter | Website | 30 | 13
Ewa Nowak | Poznań | Poland | client | slow travel | Friend | 33 | 14
Tariq Haddad | Brussels | Belgium | customer | desert, returning | Website | 90 | 34
Helga Brandt | Kiel | Germany | customer | sailing, returning | Came by | 128 | 41
Pieter de Vries | Groningen | Netherlands | customer | trekking, returning | Website | 140 | 44
Isabel Duarte | Lisbon | Portugal | customer | partner, wine | Autumn fair | 155 | 52 | Duarte
Milan Kovač | Ljubljana | Slovenia | customer | partner | Guide at Bohinj | 170 | 61
Anna Schmidt | Bremen | Germany | lead | family | Website | 9 | 9
Anna Schmidt | Köln | Germany | client | art, food | Friend | 48 | 15
Jonas Webber | Freiburg | Germany | lead | winter | Autumn fair | 17 | 17
Sophia Lindquist | Stockholm | Sweden | lead | hiking | Website | 35 | 35
Thomas Vidal | Valencia | Spain | lead | wine | Autumn fair | 22 | 22 | Vidal y Hijos
Grete Aune | Trondheim | Norway | customer | winter, returning | Website | 320 | 66
Hannah O’Sullivan | Cork | Ireland | in_conversation | horses, quiet | Website | 10 | 1
Luca Ferrari | Bologna | Italy | in_conversation | cooking | Came by | 14 | 5
Mei Tan | Rotterdam | Netherlands | client | beach, family | Website | 37 | 10
Noah Fischer | Vienna | Austria | client | trekking | Friend | 41 | 13
Camille Girard | Bordeaux | France | customer | wine, returning | Website | 260 | 72
Rui Carvalho | Coimbra | Portugal | customer | surf | Autumn fair | 210 | 95
Ingeborg Dahl | Ålesund | Norway | customer | sailing, returning | Friend | 330 | 101
Viktor Novotný | Olomouc | Czechia | lead | self-drive | Website | 64 | 64
Margaret Whitfield | York | United Kingdom | customer | gardens, slow travel | Friend | 300 | 118
Paula Ortega | Granada | Spain | lead | desert, art | Website | 97 | 97
Stefan Keller | Bern | Switzerland | in_conversation | hiking, quiet | Website | 27 | 7
Aino Virtanen | Turku | Finland | client | winter, northern lights | Autumn fair | 52 | 14
Daniel Brooks | Seattle | United States | in_conversation | small group | Website | 32 | 20
Clara Jensen | Odense | Denmark | lead | kayak | Website | 5 | 5
Reisebüro Nordwind | Lübeck | Germany | customer | partner | Autumn fair | 380 | 29 | Nordwind GmbH
Florence Okello | Manchester | United Kingdom | client | family, desert | Friend | 43 | 12
Robert Okello | Manchester | United Kingdom | lead | family | Friend | 43 | 43
Wanda Zielińska | Wrocław | Poland | in_conversation | art, food | Website | 29 | 6
Hugo Lefebvre | Lille | France | lead | self-drive, winter | Website | 71 | 71
Teresa Moretti | Verona | Italy | customer | cooking, returning | Came by | 190 | 38
Benedikt Schwarz | Salzburg | Austria | lead | hiking, quiet | Autumn fair | 17 | 17
Elif Demir | Hamburg | Germany | lead | food, beach | Came by | 3 | 3
"""

OTHERS = tuple(people(LINES, ('anna', 'ben')))
