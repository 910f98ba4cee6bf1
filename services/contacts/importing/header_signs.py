"""Words in headers that say which of several, and those that take the others to know; data."""

TITLE = """
title | titel | titre | título | titolo | titul | tytuł | titteli | τίτλος | титул | ünvan | 称号
"""
"""Of a person or of a job; the values tell."""
KRAJ = 'kraj | stato | 州/国'
"""A country, or a region beside a column for the country."""

QUALIFIERS = """
home | private | personal | priv | work | business | office | company | main | primary | other
mobile | cell | default | preferred | alternative | alternate | secondary | second | additional
first | third | value | values | contact | contacts | client | customer | guest | your | the | of
1st | 2nd | 3rd | no | nr | main | direct | assistant | full
privat | private | private(r) | geschäftlich | geschaftlich | arbeit | büro | dienstlich | firma
weitere | weiteres | zusätzlich | haupt | mobil | kontakt | kunde | wert | zweite | alternativ
bureau | domicile | travail | professionnel | professionnelle | personnel | personnelle | autre
mobile | principal | principale | valeur | privé | prive | perso | pro | contact | client | du
de
la | le | des | d | l
casa | trabajo | particular | oficina | otro | otra | principal | del | el | personal | valor
cliente | contacto | laboral | móvil
ufficio | abitazione | lavoro | altro | altra | principale | personale | valore | di | dell
della
cellulare | privata | privato | residenza
trabalho | residencial | comercial | outro | outra | pessoal | principal | do | da | celular
werk | thuis | zakelijk | zakelijke | privé | overig | overige | ander | andere | mobiel | van
waarde | hoofd
hem | hemmet | arbete | arbetet | jobb | privat | övrig | övrigt | annan | annat | mobil | värde
hjem | hjemme | arbejde | arbeid | andet | annen | anden | privat | værdi | verdi | mobil
koti | työ | muu | yksityinen | ensisijainen | arvo
dom | domowy | domowa | domu | służbowy | służbowa | służbowe | praca | pracy | prywatny
prywatna
inny | inna | główny | główna | wartość | w
domů | domácí | práce | pracovní | soukromý | jiný | jiná | osobní | hlavní | hodnota
οικίας | σπιτιού | σπίτι | εργασίας | εργασία | άλλο | κύριο | κινητό | προσωπικό
домашний | домашняя | дом | рабочий | рабочая | рабочее | работа | личный | личная | другой
основной | основная | значение | мобильный | контакта | клиента
ev | iş | diğer | kişisel | özel | birincil | değer
自宅 | 勤務先 | 会社 | その他 | 個人 | 携帯 | 住宅 | 公司 | 单位 | 家庭 | 工作 | 其他 | 主要
私人 | 办公 | 商务 | 値 | 值
회사 | 집 | 직장 | 기타
"""
"""Which of several; taken off a header that is not known as a whole."""

MOBILE = """
mobile | cell | cellular | handy | mobil | portable | móvil | celular | cellulare | telemóvel
mobiel | matkapuhelin | komórka | komórkowy | mobilní | κινητό | мобильный | сотовый | cep | 携帯
手机 | 手機 | 移动 | 行動 | mobiltelefon | mobilfunk | mobilnummer | gsm | 휴대폰 | whatsapp
mobiele
"""
LABELS = """
label | labels | type | types | typ | type(s) | libellé | étiquette | etiqueta | etichetta
etykieta | štítek | etikett | etiket | rótulo | ラベル | 标签 | 標籤 | метка | soort | tipo
tyyppi
"""
"""Beside a number: `E-mail 1 - Label`, `Phone 2 - Type`, which say which it is."""

ADDRESS = """
address | adresse | dirección | indirizzo | endereço | morada | adres | adress | osoite | adresa
διεύθυνση | адрес | 住所 | 地址
"""
"""Before a part of one: `Address 1 - City`."""
OPT_OUT = """
email opt out | opt out | opted out | opted out of email | unsubscribed | email opted out
unsubscribed from all email | do not email | do not mail | has opted out of email
"""
OPT_IN = 'opt in | email opt in | opted in | newsletter | subscribed | gdpr consent'
