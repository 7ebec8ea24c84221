"""What is printed on the paper cards of tests: people of thirteen languages, none of whom there is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Truth:
    """What a card says, each as it is printed."""

    name: str
    title: str
    company: str
    phone: str
    mobile: str
    email: str
    url: str
    street: str
    town: str


def _truths(table: str) -> tuple[Truth, ...]:
    return tuple(Truth(*(cell.strip() for cell in line.split(";"))) for line in table.strip().splitlines())


TRUTHS = _truths("""
Grace Whitfield; Chief Technology Officer; Larkspur Robotics Ltd; +44 20 7946 0812; +44 7700 900431; grace.whitfield@larkspur-robotics.co.uk; www.larkspur-robotics.co.uk; 14 Tannery Road; London SE1 3XY
Oliver J. Marsh; Account Manager; Brightwater Consulting; (415) 555-0182; (415) 555-0117; omarsh@brightwater.com; www.brightwater.com; 220 Harbor Street, Suite 900; San Francisco, CA 94107
Naomi Okafor, PhD; Senior Research Scientist; Fenland Institute; +44 1223 496 0155; +44 7700 900872; n.okafor@fenland.ac.uk; www.fenland.ac.uk; 8 Mill Lane; Cambridge CB2 1RX
Dr. Jürgen Großmann; Geschäftsführer; Weißbach Maschinenbau GmbH; +49 711 5550142; +49 171 5550198; j.grossmann@weissbach-mb.de; www.weissbach-mb.de; Königstraße 27; 70173 Stuttgart
Sabine Müller-Lüdenscheid; Leiterin Einkauf; Nordlicht Energie AG; +49 (0)40 555 01 33; +49 (0)170 555 01 44; sabine.mueller@nordlicht-energie.de; www.nordlicht-energie.de; Am Sandtorkai 5; 20457 Hamburg
Prof. Dr. Käthe Böhm; Professorin für Physik; Universität Altenfels; +49 30 5550 7788; +49 30 5550 7789; kaethe.boehm@uni-altenfels.de; www.uni-altenfels.de; Lindenallee 3; 14195 Berlin
Thomas Krüger; Projektleiter; Bauwerk Krüger & Söhne KG; 089 / 555 01 23; 0151 / 555 01 99; krueger@bauwerk-krueger.de; www.bauwerk-krueger.de; Isarweg 12a; 80469 München
María José Peña Ibáñez; Directora Comercial; Aguas Claras S.A.; +34 91 555 01 27; +34 600 555 183; mjpena@aguasclaras.es; www.aguasclaras.es; Calle de Alcalá 45; 28014 Madrid
Íñigo Muñoz Etxeberria; Ingeniero de Proyectos; Talleres Bidasoa S.L.; +34 943 555 012; +34 600 555 046; inigo.munoz@bidasoa.es; www.bidasoa.es; Avda. de la Libertad 8; 20004 Donostia
Lucía Fernández; Gerente de Ventas; Viñas del Sur; +34 956 555 071; +34 600 555 911; lucia@vinasdelsur.com; www.vinasdelsur.com; Plaza Mayor 2; 11403 Jerez
François Lefèbvre; Directeur Général; Atelier Lumière SARL; +33 1 99 00 12 34; +33 6 39 98 45 61; f.lefebvre@atelier-lumiere.fr; www.atelier-lumiere.fr; 12 rue des Écoles; 75005 Paris
Hélène Duchâteau; Responsable Marketing; Crème & Façade SAS; +33 4 99 57 01 22; +33 6 39 98 12 87; helene.duchateau@creme-facade.fr; www.creme-facade.fr; 3 quai Saint-Antoine; 69002 Lyon
Zoé Béranger; Architecte; Béranger Architectes; +33 5 36 49 10 20; +33 6 39 98 33 02; zoe@beranger-architectes.fr; www.beranger-architectes.fr; 7 allée Jean-Jaurès; 31000 Toulouse
Paweł Wiśniewski; Kierownik Sprzedaży; Żubr Logistyka Sp. z o.o.; +48 22 555 01 41; +48 600 555 109; pawel.wisniewski@zubr-logistyka.pl; www.zubr-logistyka.pl; ul. Świętokrzyska 18; 00-052 Warszawa
Małgorzata Dąbrowska; Dyrektor Finansowy; Łąka Foods S.A.; +48 12 555 02 77; +48 600 555 720; m.dabrowska@lakafoods.pl; www.lakafoods.pl; ul. Długa 5; 31-146 Kraków
Ścibor Gąsior; Specjalista IT; Jaźwiec Software; +48 58 555 03 19; +48 600 555 318; scibor.gasior@jazwiec.pl; www.jazwiec.pl; al. Grunwaldzka 82; 80-244 Gdańsk
Ayşe Yıldırım; Satış Müdürü; Boğaziçi Tekstil A.Ş.; +90 212 555 01 62; +90 532 555 01 90; ayse.yildirim@bogazicitekstil.com.tr; www.bogazicitekstil.com.tr; Bağdat Caddesi No: 114; 34710 İstanbul
Ömer Çağlar; Yazılım Mühendisi; Güneş Teknoloji; +90 312 555 02 08; +90 533 555 07 21; omer.caglar@gunestek.com.tr; www.gunestek.com.tr; Atatürk Bulvarı 52; 06420 Ankara
İrem Şahin; Genel Müdür; Şahin İnşaat; +90 232 555 03 81; +90 535 555 09 14; irem@sahininsaat.com; www.sahininsaat.com; Kordon Cad. 7; 35210 İzmir
Niccolò Gallo; Responsabile Vendite; Officine Gallo S.r.l.; +39 02 5550 1288; +39 347 555 0163; n.gallo@officinegallo.it; www.officinegallo.it; Via Torino 61; 20123 Milano
Giulia D'Amico; Consulente Legale; Studio Legale D'Amico; +39 06 5550 1934; +39 348 555 0187; giulia.damico@damicolegal.it; www.damicolegal.it; Piazza Navona 9; 00186 Roma
Raffaella Bellucci; Direttrice Artistica; Teatro Piccolo Ponte; +39 041 555 0166; +39 349 555 0128; r.bellucci@piccoloponte.it; www.piccoloponte.it; Fondamenta Nuove 23; 30121 Venezia
João Magalhães; Diretor Executivo; Rio Branco Cortiças Lda; +351 21 555 0136; +351 910 555 012; joao.magalhaes@riobranco.pt; www.riobranco.pt; Rua do Carmo 17; 1200-093 Lisboa
Conceição Araújo; Gestora de Projetos; Maré Alta; +351 22 555 0177; +351 910 555 034; conceicao@marealta.pt; www.marealta.pt; Avenida da Boavista 300; 4100-112 Porto
Luís Gonçalves; Engenheiro Civil; Pontes & Irmão; +55 11 5550 0191; +55 11 95550 0123; luis.goncalves@pontesirmao.com.br; www.pontesirmao.com.br; Rua Augusta 1508; 01304-001 São Paulo
Joost van der Velde; Commercieel Directeur; Waterman Techniek B.V.; +31 20 555 0147; +31 6 5550 0172; j.vandervelde@waterman.nl; www.waterman.nl; Keizersgracht 214; 1016 DX Amsterdam
Anneloes de Graaf; Adviseur Duurzaamheid; Groene Horizon; +31 30 555 0129; +31 6 5550 0188; anneloes@groenehorizon.nl; www.groenehorizon.nl; Oudegracht 88; 3511 AV Utrecht
Åsa Björkström; Försäljningschef; Fjällvind Energi AB; +46 8 555 010 46; +46 70 555 01 93; asa.bjorkstrom@fjallvind.se; www.fjallvind.se; Storgatan 11; 114 55 Stockholm
Göran Öhman; Utvecklare; Snöstorm Studio; +46 31 555 01 57; +46 73 555 01 08; goran@snostorm.se; www.snostorm.se; Linnégatan 42; 413 04 Göteborg
Jiří Dvořáček; Obchodní ředitel; Vltava Stroje s.r.o.; +420 221 555 013; +420 601 555 027; jiri.dvoracek@vltava-stroje.cz; www.vltava-stroje.cz; Dlouhá 16; 110 00 Praha
Kateřina Žižková; Vedoucí marketingu; Měsíc a hvězda; +420 541 555 019; +420 602 555 098; zizkova@mesicahvezda.cz; www.mesicahvezda.cz; Náměstí Svobody 4; 602 00 Brno
Gergő Szűcs; Ügyvezető igazgató; Duna Híd Kft.; +36 1 555 0132; +36 20 555 0176; szucs.gergo@dunahid.hu; www.dunahid.hu; Váci utca 38; 1056 Budapest
Zsófia Kőszegi; Építészmérnök; Kőszegi Terv; +36 1 555 0184; +36 30 555 0145; zsofia@koszegiterv.hu; www.koszegiterv.hu; Andrássy út 61; 1062 Budapest
Emily Chen; Product Designer; Paperkite; +1 212 555 0143; +1 646 555 0168; emily@paperkite.io; www.paperkite.io; 75 Mercer Street; New York, NY 10012
Daniel O'Sullivan; Managing Partner; O'Sullivan & Byrne; +353 1 555 0161; +353 85 555 0172; daniel@osullivanbyrne.ie; www.osullivanbyrne.ie; 31 Merrion Square; Dublin 2, D02 XH98
Aleksandra Nowak; Redaktorka; Wydawnictwo Orzeł; +48 61 555 04 63; +48 600 555 264; a.nowak@orzel.pl; www.orzel.pl; ul. Półwiejska 9; 61-888 Poznań
Martin Hofer, M.Sc.; Data Scientist; Alpenglück Analytics; +43 1 555 0199; +43 660 555 0121; martin.hofer@alpenglueck.at; www.alpenglueck.at; Mariahilfer Straße 101; 1060 Wien
Chloé Rochat; Cheffe de projet; Léman Horlogerie SA; +41 22 555 01 73; +41 79 555 01 36; c.rochat@leman-horlogerie.ch; www.leman-horlogerie.ch; Rue du Rhône 50; 1204 Genève
Rasmus Kjærgaard; Salgschef; Nørrebro Cykler ApS; +45 33 55 01 84; +45 20 55 01 27; rasmus@nbcykler.dk; www.nbcykler.dk; Blågårdsgade 6; 2200 København
Sofía Villalobos; Periodista; Diario El Faro; +52 55 5550 0138; +52 55 5550 0164; sofia.villalobos@elfaro.mx; www.elfaro.mx; Calle Orizaba 102; 06700 Ciudad de México
""")
