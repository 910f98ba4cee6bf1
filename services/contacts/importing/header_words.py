"""What columns are called in the exports and tables that people have, in their languages; data.

Written as people write them; `headers.py` folds and compares. Words that say which of several
(home, work, mobile, 2) stand apart: they are taken off where the whole is not known.
"""

from services.contacts.importing.shapes import Field

NAME = """
name | names | contact | contact name | person | guest | guest name | client | client name
customer | customer name | traveller | traveler | passenger | passenger name | participant
naam | nom | nombre | nome | namn | navn | nimi | nazwa | jmeno | meno | nev | nume | ime | ad
adi
isim | имя | ім'я | име | όνομα | 名前 | お名前 | 名字 | 이름 | שם | الاسم | اسم | kontakt
kunde | gast | klient
contacto | contatto | cliente | contato | client(e) | asiakas | hóspede | гость | клиент | контакт
zákazník | müşteri | πελάτης | 顧客名 | 客户 | 客户名称 | 联系人 | 聯絡人 | ім’я | όνομα πελάτη
klant
"""
"""The whole name, or the part that no other column has: `Name` beside `Vorname`."""

WORDS: dict[Field, str] = {
    Field.FULL_NAME: """
full name | fullname | display name | name full | first and last name | formatted name
complete name | vollständiger name | vor und nachname | vorname nachname | name vorname
vorname und nachname | nachname vorname | anzeigename | ganzer name | nom complet | nom et prénom
nom prénom | prénom nom | prénom et nom | nom affiché | nom d'affichage | nombre completo
nombre y apellidos | nombre y apellido | apellidos y nombre | nome completo | nome e cognome
cognome e nome | nome e sobrenome | nome e apelido | nome visualizzato | volledige naam
voor en achternaam | weergavenaam | naam voluit | fullständigt namn | för och efternamn
hela namnet | visningsnamn | fullt navn | fulde navn | for og etternavn | for og efternavn
visningsnavn | vist navn | koko nimi | etu ja sukunimi | näyttönimi | imię i nazwisko
nazwisko i imię | nazwa wyświetlana | pełne imię i nazwisko | jméno a příjmení | celé jméno
příjmení a jméno | meno a priezvisko | zobrazované jméno | ονοματεπώνυμο | πλήρες όνομα
εμφανιζόμενο όνομα | фио | полное имя | имя и фамилия | фамилия и имя | фамилия имя отчество
фамилия имя | имя фамилия | піб | отображаемое имя | ad soyad | adı soyadı | ad soyadı
ad ve soyad | isim soyisim | tam ad | tam adı | görünen ad | 氏名 | 氏名(漢字) | フルネーム
表示名
お客様名 | 姓名 | 全名 | 显示名称 | 顯示名稱 | 聯絡人姓名 | 联系人姓名 | 客户姓名 | 성명
전체 이름 | 표시 이름
teljes név | nume complet | nume și prenume | ime i prezime | име и фамилия | שם מלא
الاسم الكامل
""",
    Field.FIRST_NAME: """
first name | firstname | first | given name | given | givenname | forename | christian name
given names | first names | vorname | vornamen | rufname | prénom | prénoms | primer nombre
nombre de pila | nombres | nome proprio | primeiro nome | nome próprio | prenome | voornaam
voornamen | roepnaam | förnamn | tilltalsnamn | fornavn | etunimi | imię | imiona | křestní jméno
krstné meno | μικρό όνομα | όνομα (μικρό) | собственное имя | имя собственное | ilk ad | ilk adı
名 | ファーストネーム | 下の名前 | 名前（名） | 名字(名) | keresztnév | utónév | prenume
vlastito ime
שם פרטי | الاسم الأول
""",
    Field.MIDDLE_NAME: """
middle name | middle | middle names | additional name | additional names | middle initial
middle name(s) | zweiter vorname | weitere vornamen | deuxième prénom | autres prénoms
segundo nombre | secondo nome | nome do meio | segundo nome | middelste naam | tweede voornaam
mellannamn | andra namn | mellomnavn | mellemnavn | toinen nimi | drugie imię | prostřední jméno
druhé jméno | μεσαίο όνομα | πατρώνυμο | отчество | второе имя | по батькові | ikinci ad
ikinci adı
ミドルネーム | 中间名 | 中間名
""",
    Field.LAST_NAME: """
last name | lastname | last | surname | family name | familyname | family | second name | nachname
familienname | zuname | nom de famille | apellido | apellidos | primer apellido | cognome
cognomi | sobrenome | apelido | apelidos | último nome | achternaam | familienaam | geslachtsnaam
efternamn | släktnamn | etternavn | efternavn | slektsnavn | sukunimi | nazwisko | příjmení
priezvisko | επώνυμο | επίθετο | фамилия | прізвище | фамилно име | soyad | soyadı | soyisim | 姓
名字（姓） | 苗字 | ラストネーム | 姓氏 | 성 | vezetéknév | családnév | nume de familie
prezime | שם משפחה
اسم العائلة
""",
    Field.PREFIX: """
prefix | name prefix | title prefix | salutation | honorific prefix | courtesy title | mr mrs
anrede | namenspräfix | präfix | titel vorangestellt | civilité | préfixe | préfixe du nom
tratamiento | prefijo | prefijo del nombre | prefisso | prefisso nome | appellativo | prefixo
prefixo do nome | tratamento | aanhef | voorvoegsel | aanspreektitel | namnprefix | tilltal
navneprefiks | nimen etuliite | zwrot grzecznościowy | przedrostek | oslovení | předpona
προσφώνηση | πρόθεμα | обращение | префикс имени | hitap | önek | 敬称 | 称谓 | 稱謂
""",
    Field.SUFFIX: """
suffix | name suffix | honorific suffix | namenszusatz | namenssuffix | suffixe | suffixe du nom
sufijo | sufijo del nombre | suffisso | suffisso nome | sufixo | sufixo do nome | achtervoegsel
namnsuffix | suffiks | nimen jälkiliite | przyrostek | přípona | επίθημα | суффикс | суффикс имени
sonek | 名前の接尾辞 | 后缀 | 後綴
""",
    Field.NICKNAME: """
nickname | nick | short name | preferred name | known as | alias | spitzname | surnom | pseudo
apodo | alias nombre | soprannome | apelido carinhoso | alcunha | bijnaam | roepnaam kort
smeknamn | kallenavn | kaldenavn | lempinimi | pseudonim | přezdívka | παρατσούκλι | псевдоним
прозвище | takma ad | lakap | ニックネーム | 昵称 | 暱稱
""",
    Field.EMAIL: """
email | e mail | mail | email address | e mail address | mail address | emails | email id
electronic mail | email addresses | additional email addresses | other emails | e mailadresse
email adresse | e mail adresse | mailadresse | mail adresse | adresse mail | adresse email
adresse e mail | adresse de messagerie | adresse électronique | courriel | adresse courriel | mél
messagerie | correo | correo electrónico | dirección de correo | dirección de correo electrónico
direcciones de correo | dirección de email | email correo | posta elettronica
indirizzo email | indirizzo e mail | indirizzo di posta elettronica | indirizzo mail
endereço de email | endereço de e mail | correio eletrônico | correio electrónico
correio eletrónico | endereço eletrónico | e mailadres | emailadres | mailadres | e mail adres
e postadress | e post | epost | epostadress | mejl | mejladress | mailadress | e postadresse
epostadresse | sähköposti | sähköpostiosoite | s posti | email osoite | adres e mail
adres email | adres poczty elektronicznej | poczta | poczta elektroniczna | e mailová adresa
emailová adresa | elektronická pošta | adresa e mail | emailová adresa | ηλεκτρονικό ταχυδρομείο
ηλεκτρονική διεύθυνση | διεύθυνση email | διεύθυνση e mail | διεύθυνση ηλεκτρονικού ταχυδρομείου
ηλ ταχυδρομείο | емейл | е мейл | имейл | почта | эл почта | электронная почта
адрес электронной почты | эл адрес | электронный адрес | почтовый ящик | електронна пошта
имейл адрес | eposta | e posta | e posta adresi | eposta adresi | elektronik posta | mail adresi
メール | eメール | e メール | メールアドレス | 電子メール | 電子メール アドレス | 电子邮件
电子邮件地址 | 电子邮箱 | 邮箱 | 邮箱地址
电邮 | 邮件 | 電子郵件 | 電子郵件地址 | 電郵 | 信箱 | 이메일 | 이메일 주소 | 전자 메일 | 메일
e mail cím | email cím
adresă de e mail | adresă email | e mail adresa | elektronska pošta | דואל | דואר אלקטרוני
البريد الإلكتروني | البريد الالكتروني
""",
    Field.PHONE: """
phone | phone number | phones | telephone | telephone number | tel | tel no | phone no
tel number
contact number | mobile | mobile phone | mobile number | mobile phone number | cell
cell phone | cellphone | cell number | cellular | handphone | whatsapp | whatsapp number
other phones | primary phone | main phone | company main phone | car phone | telefon | telefone
telefonnummer | tel nr | telefon nr | rufnummer | fon | festnetz | handy | handynummer | mobil
mobiltelefon | mobilnummer | mobilfunk | mobiltelefonnummer | téléphone | numéro de téléphone
tél | tel portable | portable | téléphone mobile | téléphone portable | mobile téléphone | gsm
téléphone fixe | teléfono | número de teléfono | numero de telefono | móvil | teléfono móvil
celular | teléfono celular | tlf | telefono | numero di telefono | cellulare | telefono cellulare
numero cellulare | recapito telefonico | número de telefone | telemóvel | telemovel | celular
telefone celular | telefoon | telefoonnummer | telnr | mobiele telefoon | mobiel | mobiel nummer
mobiele nummer | mobieltje | telefonnr | mobiltelefonnummer | mobilnr | puhelin | puhelinnumero
puh | matkapuhelin | matkapuhelinnumero | kännykkä | gsm numero | numer telefonu | nr telefonu
telefon komórkowy | komórka | komórkowy | numer komórki | telefonní číslo | číslo telefonu
mobilní telefon | telefónne číslo | τηλέφωνο | αριθμός τηλεφώνου | κινητό | κινητό τηλέφωνο
αριθμός κινητού | τηλ | телефон | номер телефона | тел | мобильный | мобильный телефон | сотовый
сотовый телефон | моб телефон | моб тел | мобільний телефон | телефонен номер
telefon numarası | telefon no | cep telefonu | cep tel | cep no | gsm no | 電話 | 電話番号
電話番號 | 携帯 | 携帯電話 | 携帯番号 | 携帯電話番号 | 手机 | 手机号 | 手机号码 | 手機
手機號碼 | 电话 | 电话号码 | 電話號碼
联系电话 | 移动电话 | 行動電話 | 聯絡電話 | 전화 | 전화번호 | 휴대폰 | 휴대전화 | 핸드폰
연락처 | telefonszám
mobilszám | număr de telefon | broj telefona | טלפון | נייד | הاتف | هاتف | رقم الهاتف | جوال
""",
    Field.FAX: """
fax | fax number | telefax | faxnummer | télécopie | número de fax | numero fax | faks | факс
φαξ | ファックス | fax番号 | 传真 | 傳真 | pager | funkruf | fax no
""",
    Field.COMPANY: """
company | company name | organization | organisation | organization name | organisation name
org | business | business name | employer | firm | agency | account name | associated company
associated company name | institution | firma | firmenname | unternehmen | organisation firma
betrieb | société | entreprise | nom de l'entreprise | nom de la société | organisme | empresa
nombre de la empresa | organización | compañía | compania | azienda | nome azienda | società
ditta | organizzazione | ragione sociale | nome da empresa | organização | companhia
bedrijf | bedrijfsnaam | organisatie | onderneming | werkgever | företag | företagsnamn
firmanavn | virksomhed | bedrift | selskap | organisasjon | yritys | yrityksen nimi | organisaatio
nazwa firmy | organizacja | przedsiębiorstwo | společnost | název společnosti | organizace
název firmy | spoločnosť | εταιρεία | εταιρία | επωνυμία | επιχείρηση | οργανισμός | компания
организация | фирма | название компании | название организации | компанія | şirket | şirket adı
kuruluş | kurum | firma adı | 会社 | 会社名 | 組織 | 勤務先 | 法人名 | 団体名 | 公司 | 公司名称
公司名稱 | 单位
组织 | 組織名稱 | 企业名称 | 회사 | 회사명 | 회사 이름 | 조직 | cég | cégnév | companie | tvrtka
חברה | الشركة
""",
    Field.DEPARTMENT: """
department | organization department | abteilung | service | département entreprise | departamento
dipartimento | reparto | afdeling | avdelning | avdeling | osasto | dział | oddělení | τμήμα | отдел
departman | 部署 | 部门 | 部門 | 부서
""",
    Field.JOB_TITLE: """
job title | jobtitle | position | role | organization title | organisation title | occupation
profession | function | title job | titel position | berufsbezeichnung | beruf | funktion
stelle | stellenbezeichnung | fonction | poste | intitulé du poste | titre du poste | puesto
cargo | puesto de trabajo | profesión | ocupación | qualifica | posizione | professione | mansione
ruolo | título profissional | profissão | função | functie | functietitel | beroep | befattning
yrke | jobbtitel | titel jobb | stilling | stillingsbetegnelse | jobtitel | tehtävänimike
ammatti
tehtävä | stanowisko | zawód | pracovní pozice | funkce | pozice | povolání | θέση εργασίας
επάγγελμα | τίτλος εργασίας | должность | посада | профессия | iş unvanı | unvan | meslek | görev
役職 | 職業 | 肩書き | 職種 | 职位 | 职务 | 職稱 | 职业 | 직책 | 직위 | beosztás | funcție
""",
    Field.STREET: """
street | street address | address | address 1 | address line 1 | address line 2 | street 2
street 3
postal address | mailing address | home address | address formatted | extended address | po box
straße | strasse | strasse hausnummer | straße nr | anschrift | adresse | postanschrift | postfach
hausnummer | rue | adresse postale | adresse ligne 1 | calle | dirección | domicilio
dirección postal | via | indirizzo | indirizzo postale | rua | endereço | morada | straat | adres
straatnaam | huisnummer | gata | gatuadress | adress | postadress | gate | gateadresse | gade
vej | katuosoite | osoite | lähiosoite | ulica | ulice | adresa | οδός | διεύθυνση | улица | адрес
вулиця | адреса | sokak | cadde | 住所 | 番地 | 町名番地 | 地址 | 街道 | 详细地址 | 주소 | utca
cím | strada | adresă
""",
    Field.POSTAL_CODE: """
postal code | zip | zip code | postcode | post code | zip postal code | zipcode | plz
postleitzahl
code postal | cp | código postal | cap | codice postale | codice avviamento postale | cep
código postal cep | postnummer | postnr | postinumero | kod pocztowy | psč | poštovní
směrovací číslo | ταχυδρομικός κώδικας | τκ | индекс | почтовый индекс | posta kodu | 郵便番号
邮编
邮政编码 | 郵遞區號 | 우편번호 | irányítószám | cod poștal | 郵政編碼
""",
    Field.CITY: """
city | town | locality | city town | place | home town | hometown | city name | municipality | ort
stadt | wohnort | ville | localité | commune | ciudad | localidad | población | poblacion
municipio | città | comune | località | cidade | localidade | concelho | plaats | woonplaats
stad
stad plaats | postort | ort stad | poststed | sted | by | bynavn | kaupunki | postitoimipaikka
paikkakunta | miasto | miejscowość | město | obec | mesto | πόλη | город | місто
город населенный пункт
населенный пункт | град | şehir | il | kent | 市区町村 | 市 | 都市 | 市町村 | 城市 | 所在城市
縣市 | 도시 | 시
város | település | oraș | localitate | grad | עיר | المدينة
""",
    Field.REGION: """
region | state | state province | province | county | state region | bundesland | kanton
land kreis
département | provincia | estado | comunidad autónoma | regione | estado província | distrito
provincie | län | landskap | fylke | maakunta | województwo | νομός | περιφέρεια | область
регион | штат | ilçe | eyalet | bölge | 都道府県 | 省 | 省份 | 州 | 州省 | state abbreviation
""",
    Field.COUNTRY: """
country | country region | nation | country name | land | land region | staat | pays | pays région
país | pais | país o región | país región | paese | nazione | paese regione | stato | maa
land regio | maa tai alue | maa alue | kraj region | kraj państwo | państwo | země | země oblast
stát | krajina | χώρα | χώρα περιοχή | страна | страна регион | країна | държава | ülke
ülke bölge
国 | 国名 | 国地域 | 国家 | 國家 | 国家地区 | 国/地域 | 国籍 | 국가 | 나라 | ország | țară
država | ארץ | الدولة | البلد
""",
    Field.LANGUAGE: """
language | languages | preferred language | sprache | sprachen | langue | idioma | lingua | língua
taal | talen | språk | sprog | kieli | język | jazyk | γλώσσα | язык | мова | dil | 言語 | 语言
語言 | 언어
""",
    Field.BIRTHDAY: """
birthday | birth date | birthdate | date of birth | dob | born | bday | geburtstag | geburtsdatum
geb datum | geb | anniversaire | date de naissance | né(e) le | naissance | cumpleaños
fecha de nacimiento | f nacimiento | compleanno | data di nascita | aniversário
data de nascimento | nascimento | verjaardag | geboortedatum | geb datum | födelsedag
födelsedatum | född | fødselsdag | fødselsdato | bursdag | født | syntymäpäivä | syntymäaika
urodziny | data urodzenia | narozeniny | datum narození | dátum narodenia | γενέθλια
ημερομηνία γέννησης | день рождения | дата рождения | дата народження | др | рождение | doğum günü
doğum tarihi | 誕生日 | 生年月日 | 生日 | 出生日期 | 出生年月日 | 생일 | 생년월일 | születésnap
születési dátum | zi de naștere | data nașterii | datum rođenja | תאריך לידה | תאריך הלידה
تاريخ الميلاد
""",
    Field.TAGS: """
tags | tag | labels | label | categories | category | groups | group | group membership | segment
segments | keywords | interests | stichwörter | stichworte | schlagwörter | schlagworte
kategorien | kategorie | gruppen | gruppe | etiketten | interessen | étiquettes | libellés
catégories | catégorie | groupes | groupe | mots clés | etiquetas | categorías | categoría
grupos
grupo | etichette | categorie | categoria | gruppi | gruppo | categorias | marcadores | rótulos
labels groepen | groepen | groep | categorieën | trefwoorden | etiketter | kategorier | grupper
taggar | nøkkelord | tunnisteet | luokat | luokka | ryhmät | ryhmä | avainsanat | etykiety | tagi
grupy | grupa | štítky | skupiny | skupina | ετικέτες | κατηγορίες | ομάδες | теги | метки
категории | категория | группы | группа | ярлыки | etiketler | kategoriler | gruplar | タグ
ラベル
グループ | カテゴリ | 分類 | 标签 | 標籤 | 分组 | 群组 | 类别 | 分类 | 태그 | 라벨 | 그룹
címkék | etichete | oznake
""",
    Field.NOTES: """
notes | note | comment | comments | remark | remarks | description | memo | additional info
additional information | annotation | message | notiz | notizen | bemerkung | bemerkungen
anmerkung | anmerkungen | kommentar | kommentare | hinweis | hinweise | beschreibung | remarque
remarques | commentaire | commentaires | observation | observations | notas | nota | comentario
comentarios | observaciones | descripción | annotazioni | commenti | commento | osservazioni
descrizione | observações | observação | comentários | comentário | notities | notitie
opmerking | opmerkingen | aantekeningen | anteckningar | anteckning | kommentarer | notering
noteringar | notater | notat | noter | merknad | merknader | bemærkning | bemærkninger
bemærkninger | muistiinpanot | huomautukset | huomautus | kommentit | lisätiedot | notatki | uwagi
notatka | komentarz | opis | poznámka | poznámky | σημειώσεις | σημείωση | σχόλια | παρατηρήσεις
заметки | заметка | примечание | примечания | комментарий | комментарии | нотатки | бележки
notlar
not | açıklama | açıklamalar | 備考 | メモ | ノート | コメント | 备注 | 備註 | 注释 | 说明
메모 | 비고 | 노트
megjegyzés | jegyzetek | observații | note | bilješke | הערות | ملاحظات
""",
    Field.SOURCE: """
source | lead source | origin | how did you hear | original source | quelle | herkunft | origine
provenance | fuente | origen | fonte | origem | bron | herkomst | källa | kilde | lähde | źródło
zdroj | πηγή | источник | kaynak | 情報源 | 来源
""",
    Field.STAGE: """
stage | lifecycle stage | contact stage | phase | fase | étape | etapa | stadium | etap | fáze
στάδιο | стадия | этап | aşama | ステージ | 阶段 | vaihe
""",
    Field.TRAVELS_WITH: """
travels with | travelling with | traveling with | companions | fellow travellers | reist mit
mitreisende | voyage avec | accompagnants | viaja con | viaggia con | viaja com | reist met
reser med | reiser med | rejser med
""",
    Field.WEBSITE: """
website | web site | web page | url | homepage | web | internet | webseite | webadresse
site web | site internet | page web | sitio web | página web | sito web | sito | pagina web | site
website url | webbplats | hemsida | nettsted | hjemmeside | verkkosivu | kotisivu
strona www | strona internetowa | webová stránka | ιστοσελίδα | сайт | веб сайт | web sitesi
ウェブサイト | ホームページ | 网站 | 网址 | 網站 | 웹사이트
""",
    Field.DISPLAY_NAME: """
e mail display name | email display name | e mail anzeigename | e mail angezeigter name
nom complet de l'adresse de messagerie | nombre de pantalla del correo electrónico
nome visualizzato posta elettronica | e mail weergavenaam | e mail nom affiché
""",
    Field.MAIL_CONSENT: 'mail consent | email consent',
    Field.KEPT: """
phonetic first name | phonetic middle name | phonetic last name | given name yomi | photo
additional name yomi | family name yomi | name yomi | ふりがな | フリガナ | 氏名(かな) | 姓(かな)
名(かな) | せい | めい | セイ | メイ | yomi first name | yomi last name | company yomi
""",
    Field.IGNORED: """
file as | initials | sensitivity | private | priority | e mail type | email type | has photo
updated at | modified | uid | rev | initialen | vertraulichkeit | priorität | e mail typ
speichern unter | free busy location | internet free busy | directory server | reason not imported
""",
}
