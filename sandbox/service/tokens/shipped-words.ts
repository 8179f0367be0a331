/** Written by write-shipped-words.node.ts; see tokenizer.ts for the notation. */
export const shippedWords = `
"|Fr|age %d (f (i (len (main (model (s (text (|antwort|en (|werte )s -A|nt|wort -S|ent -Type -au|fr|uf -d|as
-d|av|inci -fl|are -f|ault -f|uer -id -image -limit -l|ab -l|abor -l|una -request -re|try -sign|ature -small
-t|imestamp -|API -|After -|Loop -|embedding .all .azure .com .completed .create .g|ather .json|l .length .log
.open|ai .output .push .responses .run .slice /chat /com|plet|ions /json /prom|ises /v /|emb|eddings :|tim|ers
<T <string =text AI AN|BI|ETER AN|ZA|HL AZ|URE Ab|br|üche Ab|fragen Ab|stand All|tag Als Ang|abe Antwort
Antwort|en Antwort|zeit Ant|w|orte An|frage An|fragen An|teil An|wendung An|zahl Art Art|ik|els Ar|beit Async
As|ynchron Auch Auf|gaben Auf|ruf Auf|trag Authorization Batch Bearer Bei Beim Be|griffen Be|ides Be|isp|iel
Bild Bytes Client Code Content Dank Das Der De|in Die Dienst Dienst|es Diese Dok|ument D|OK|UMENT|E D|amen
D|aten ER|ST|ES Ein Eine Emb|eddings Emp|fänger Er|gebnis Er|gebnisse Er|g|än|ze Er|kl|äre Er|st Es Event
Events E|inen E|insatz FR|IST Fall Fe|hler Fe|hler|be|handlung Fe|hl|ers Fr|age Fr|agt F|asse F|assung
F|ass|ungen F|azit F|unktion Für Gren|ze Gro|ße Gru|ppen Gr|ü|ßen G|leich|zeit|igkeit G|uten HTTP Her|z|sch|lag
Hin|weis H|MAC H|erd H|erren Ihre Im J|ITTER Kom|plex|ität Kurz K|üche LIST|E Labor Last Leb|ens|zeichen Liste
MODE|LL Median Mess|ung Minute Miss Mit Mod|ell M|engen M|essen M|ittel|punkt Nach|richt Net|z Net|z|werk
Ni|emand None N|acht N|amen N|enne OPEN|AI Off|en Open O|ber|gr|enze PAR|ALLE|L POST Passe Pool Programm
Programme Promise Pro|tok|oll Pro|zess|ork|ern Retry Re|chnen Re|ihe R|aten|limit R|aten|limits SCH|UT|Z SHA
STR|ATEG|IE ST|U|FE Sand|u|hr Sch|le|ife Sch|re|ibe Sch|ritt Sch|ritte Sehr Sek|unden Server Set|ze Sie So
Soll|te Sol|ange Status Stream Streaming St|ell St|ich|wort Synchron S|IT|Z|UNG S|itz|ung S|ätzen T TA|KT Tag
Tasks Techn|isch Text Te|ile Te|ilt Thread Threads Timeout Tokens Top|f Typ|en T|öp|fe Un|terschied VERS|UC|HE
Verg|leich Vielen V|ekt|oren V|org|ang V|orte|il WE|G Was Web|server Wer W|arte W|arten W|arte|zeit
W|arte|zeiten W|asser W|eg W|ichtig W|ieder|holen W|ieder|hol|ungen W|ort Zeit Zeit|gr|enze Zeit|gr|enzen
Ze|ile Zus|ammen|fassung Z|eh|n Z|uf|alls|wert [i [list [str _API _BASE _ENDPOINT _KEY _OPEN|AI _URL _at
_gr|uppen _id _l|abor _progress _text _thread ab abbr|icht aber absch|icken ab|geb|rochen ab|gele|hnt alle
alle|m als also am an anderen anders ander|er ander|es and|ere angen|ommen antwort antwort|en antwort|et
an|legen api application arbeitet async async|io as|ynchron auf auftrag auf|gegeben aus au|fr|ufe await azure
batch bei bek|om|mt bere|chnet besch|reibt best|en be|achtet be|gren|zt be|hand|eln be|ide be|isp|iel be|vor
bibli|othek bis ble|iben ble|ibt block|ierend block|ier|ender body bra|ucht b|edeut|et b|emer|kt b|esser
b|ünd|eln cancel|led client completed console const content created custom da dad|urch dam|it das data dav|on
def dem den den|kt der ders|elbe des de|in de|inem de|inen de|utlich die dimensions dir du durch d|abei d|ann
d|ass d|ass|elbe d|au|ern d|au|ert d|ort d|rei d|rei|ß|ig d|ritte ein eine ein|mal ein|zel|ne ein|zigen
ein|ziger ein|z|eln emp|f|iehlt ent|stehen erg|än|zen erst erste ers|che|inen ers|che|int er|led|igt er|sten es
et|wa et|was event evt expired e|igen|en e|inem e|inen e|iner f failed fert|ig fest|legen final|izing for frage
freund|lichen from fr|ü|her fulfilled function f|rem|d für gan|ze geben gebild|et gee gee|hrte geht geh|ört
gel|ungen geme|insam gen|aus|o ges|agt ges|chehen ges|che|it|ert gew|art|et gewöhn|liche gleich|zeitig
gleich|zeit|ige gro|esse gro|ßen gruppen g|ibt g|laub|en g|pt h he|iß|t https h|ält h|ängt hö|ch|stens hö|here
i id im import in input int in|zwischen ist je jede jem|and kein ke|inen kommen kost|et ko|cht k|ann labor
lange laufen lauf|end len lesen let liest list lo|hnt l|änger l|äng|ste l|ässt läuft macht main man map
mehr|ere merkt message messages method min mit model n nach neb|ene|inander nen|nt new ne|ben ne|ben|her nicht
noch node number nur n|ache|inander n|ichts n|äch|sten oben object oder off|en off|ene off|izielle oh|ne
open|ai p print pro prü|fen python range raw readonly requests return re|chnen re|par|iert role s sch|le|ife
sch|on setzen se|ine se|inen sicht|bar sie sign sleep so son|st spe|ichern statt status stehen steht still str
stre|ue string st|am|mt syn|chr|one s|agt s|chn|elle s|chn|eller s|ich s|ieht s|ind s|obald s|oll s|oll|test
s|ynchron teil testen text to ts tun type um|gebaut und unten unter|wegs un|abh|ängig un|be|achtet url user v
valid|ating versch|luck|t verte|ilt ver|f|ä|ls|cht ver|lang|t ver|lor|en viel von vor v|iele v|ielen
v|one|inander wach|send|em war waren wart|et wart|ete war|um was web|hook weiter weiter|arbeitet weit|erm|acht
wel|cher wen|iger werden werte wh wh|sec wie wirk|lich wo wor|auf w|arten w|eder w|ieder|holt w|ird w|urde
w|ährend w|ährend|dessen x zeigt zu zuf|ällig zug|leich zur|ück zus|ammen zwe|ier zwe|imal zwischen über
übers|ch|re|itet über|nehmen ␣"|Fr|age ␣%|d ␣(|antwort|en ␣(|f ␣(|i ␣(|len ␣(|main ␣(|model ␣(|s ␣(|text
␣(|werte ␣)|s ␣-|API ␣-|After ␣-|Antwort ␣-|Loop ␣-|Sent ␣-|Type ␣-|au|fr|uf ␣-|das ␣-|dav|inci ␣-|embedding
␣-|fault ␣-|flare ␣-|f|uer ␣-|id ␣-|image ␣-|lab ␣-|labor ␣-|limit ␣-|l|una ␣-|request ␣-|retry ␣-|signature
␣-|small ␣-|timestamp ␣.|all ␣.|azure ␣.|com ␣.|completed ␣.|create ␣.|g|ather ␣.|json|l ␣.|length ␣.|log
␣.|open|ai ␣.|output ␣.|push ␣.|responses ␣.|run ␣.|slice ␣/|chat ␣/|com|plet|ions ␣/|emb|eddings ␣/|json
␣/|prom|ises ␣/|v ␣:|// ␣:|tim|ers ␣<|T ␣<|string ␣=|text ␣AI ␣AN|BI|ETER ␣AN|ZA|HL ␣AZ|URE ␣Abstand
␣Ab|br|üche ␣Ab|fragen ␣Alltag ␣Als ␣Anfrage ␣Ang|abe ␣Anteil ␣Antwort ␣Antworten ␣Antwort|zeit ␣Ant|w|orte
␣Anwendung ␣Anzahl ␣An|fragen ␣Arbeit ␣Art ␣Artik|els ␣Async ␣As|ynchron ␣Auch ␣Aufgaben ␣Auftrag ␣Auf|ruf
␣Authorization ␣Batch ␣Bear|er ␣Begriff|en ␣Bei ␣Beim ␣Beispiel ␣Be|ides ␣Bild ␣Bytes ␣Client ␣Code ␣Content
␣Damen ␣Dank ␣Das ␣Daten ␣Dein ␣Der ␣Die ␣Dienst ␣Dienst|es ␣Diese ␣Dokument ␣D|OK|UMENT|E ␣ER|ST|ES ␣Ein ␣Eine
␣Einen ␣Einsatz ␣Emb|eddings ␣Emp|fänger ␣Ergebnis ␣Ergebnisse ␣Ergän|ze ␣Erst ␣Er|kl|äre ␣Es ␣Event ␣Events
␣FR|IST ␣Fall ␣Fass|ungen ␣Faz|it ␣Fehler ␣Fehler|be|handlung ␣Fehl|ers ␣Frage ␣Fr|agt ␣Funktion ␣F|asse
␣F|assung ␣Für ␣Gleich|zeit|igkeit ␣Grenze ␣Große ␣Gruppen ␣Grü|ßen ␣Guten ␣HTTP ␣Herd ␣Herren ␣Herz|sch|lag
␣Hinweis ␣H|MAC ␣Ihre ␣Im ␣J|ITTER ␣Kom|plex|ität ␣Kurz ␣Küche ␣LIST|E ␣Labor ␣Last ␣Lebens|zeichen ␣Liste
␣MODE|LL ␣Median ␣Mengen ␣Mess|ung ␣Minute ␣Miss ␣Mit ␣Mittelpunkt ␣Modell ␣M|essen ␣Nachricht ␣Nacht ␣Namen
␣Netz ␣Netzwerk ␣Niemand ␣None ␣N|enne ␣OPEN|AI ␣Ober|gr|enze ␣Offen ␣Open ␣PAR|ALLE|L ␣POST ␣Passe ␣Pool
␣Programm ␣Programme ␣Promise ␣Prozess|ork|ern ␣Pro|tok|oll ␣Reihe ␣Retry ␣Re|chnen ␣R|aten|limit
␣R|aten|limits ␣SCH|UT|Z ␣SHA ␣SIT|Z|UNG ␣STR|ATEG|IE ␣ST|U|FE ␣Sand|u|hr ␣Schle|ife ␣Schre|ibe ␣Schritt
␣Schritte ␣Sehr ␣Sekunden ␣Server ␣Set|ze ␣Sie ␣Sitzung ␣So ␣Sollte ␣Sol|ange ␣Status ␣Stell ␣Stich|wort
␣Stream ␣Streaming ␣Synchron ␣S|ätzen ␣T ␣TAK|T ␣Tag ␣Tasks ␣Techn|isch ␣Teile ␣Text ␣Te|ilt ␣Thread ␣Threads
␣Timeout ␣Tokens ␣Top|f ␣Typ|en ␣T|öp|fe ␣Unterschied ␣Vergleich ␣Vielen ␣Vorg|ang ␣Vorteil ␣V|ERS|UC|HE
␣V|ekt|oren ␣War|te ␣War|te|zeit ␣War|te|zeiten ␣Was ␣Wasser ␣Web|server ␣Weg ␣Wer ␣Wichtig ␣Wieder|holen
␣Wieder|hol|ungen ␣Wort ␣W|EG ␣W|arten ␣Zeit ␣Zeit|gr|enze ␣Zeit|gr|enzen ␣Ze|hn ␣Ze|ile ␣Zuf|alls|wert
␣Zusammen|fassung ␣[|i ␣[|list ␣[|str ␣_|API ␣_|BASE ␣_|END|POINT ␣_|KEY ␣_|OPEN|AI ␣_|URL ␣_|at ␣_|gruppen
␣_|id ␣_|labor ␣_|progress ␣_|text ␣_|thread ␣ab ␣aber ␣absch|icken ␣ab|br|icht ␣ab|geb|rochen ␣ab|gele|hnt
␣alle ␣allem ␣als ␣also ␣am ␣an ␣andere ␣anderen ␣anderer ␣anderes ␣anders ␣angenommen ␣antwort ␣antwort|en
␣antwort|et ␣an|legen ␣api ␣application ␣arbeitet ␣async ␣asyncio ␣as|ynchron ␣auf ␣aufge|geben ␣auf|r|ufe
␣auf|trag ␣aus ␣await ␣azure ␣batch ␣bedeutet ␣begr|en|zt ␣behandeln ␣bei ␣beide ␣beisp|iel ␣bekommt ␣bem|erkt
␣bere|chnet ␣beschreibt ␣besser ␣besten ␣bevor ␣be|achtet ␣bibli|othek ␣bis ␣bleiben ␣bleibt ␣block|ierend
␣block|ier|ender ␣body ␣braucht ␣bündeln ␣cancelled ␣client ␣completed ␣console ␣const ␣content ␣created
␣custom ␣da ␣dabei ␣dadurch ␣damit ␣dann ␣das ␣dass ␣dass|elbe ␣data ␣dauern ␣dauert ␣davon ␣def ␣dein ␣deinem
␣deinen ␣dem ␣den ␣denkt ␣der ␣ders|elbe ␣des ␣deutlich ␣die ␣dimensions ␣dir ␣dort ␣drei ␣drei|ß|ig ␣dritte
␣du ␣durch ␣eigenen ␣ein ␣eine ␣einem ␣einen ␣einer ␣einmal ␣einzelne ␣einzigen ␣einz|eln ␣einz|iger ␣empfiehlt
␣entstehen ␣ergän|zen ␣erled|igt ␣erscheinen ␣erscheint ␣erst ␣erste ␣ersten ␣es ␣etwa ␣etwas ␣event ␣evt
␣expired ␣f ␣failed ␣fertig ␣fest|legen ␣final|izing ␣for ␣frage ␣frem|d ␣freund|lichen ␣from ␣früher
␣fulfilled ␣function ␣für ␣ganze ␣geben ␣geb|ild|et ␣gee ␣gee|hrte ␣geht ␣gehört ␣gelungen ␣gemeinsam ␣genauso
␣gesagt ␣ges|chehen ␣ges|che|it|ert ␣gew|art|et ␣gewöhn|liche ␣gibt ␣glauben ␣gleichzeitig ␣gleich|zeit|ige
␣gro|esse ␣großen ␣grupp|en ␣g|pt ␣h ␣heißt ␣https ␣hält ␣hängt ␣höch|stens ␣höhere ␣i ␣id ␣im ␣import ␣in
␣input ␣int ␣inzwischen ␣ist ␣je ␣jede ␣jemand ␣kann ␣kein ␣keinen ␣kommen ␣kostet ␣ko|cht ␣labor ␣lange
␣laufen ␣lauf|end ␣len ␣lesen ␣let ␣liest ␣list ␣lohnt ␣länger ␣läng|ste ␣lässt ␣läuft ␣macht ␣main ␣man ␣map
␣mehrere ␣merkt ␣message ␣messages ␣method ␣min ␣mit ␣model ␣n ␣nach ␣neben ␣neben|her ␣neb|ene|inander ␣nennt
␣new ␣nicht ␣nichts ␣noch ␣node ␣number ␣nur ␣n|ache|inander ␣nächsten ␣oben ␣object ␣oder ␣offen ␣offene
␣off|izielle ␣ohne ␣open|ai ␣p ␣print ␣pro ␣prüfen ␣python ␣range ␣raw ␣readonly ␣rechnen ␣repar|iert ␣requests
␣return ␣role ␣s ␣sagt ␣schle|ife ␣schnelle ␣schneller ␣schon ␣seine ␣seinen ␣setzen ␣sich ␣sichtbar ␣sie
␣sieht ␣sign ␣sind ␣sleep ␣so ␣sobald ␣soll ␣solltest ␣sonst ␣speichern ␣stammt ␣statt ␣status ␣stehen ␣steht
␣still ␣str ␣stre|ue ␣string ␣synchron ␣syn|chr|one ␣teil ␣testen ␣text ␣to ␣ts ␣tun ␣type ␣um|gebaut
␣unabhängig ␣unbe|achtet ␣und ␣unten ␣unterwegs ␣url ␣user ␣v ␣validating ␣verf|ä|ls|cht ␣verlangt ␣verloren
␣versch|luck|t ␣verteilt ␣viel ␣viele ␣vielen ␣von ␣vone|inander ␣vor ␣wach|send|em ␣war ␣waren ␣warten ␣wartet
␣wart|ete ␣warum ␣was ␣webhook ␣weder ␣weiter ␣weiter|arbeitet ␣weit|erm|acht ␣welcher ␣weniger ␣werden ␣wer|te
␣wh ␣wh|sec ␣wie ␣wieder|holt ␣wird ␣wirklich ␣wo ␣wor|auf ␣wurde ␣während ␣während|dessen ␣x ␣zeigt ␣zu
␣zuf|ällig ␣zugleich ␣zurück ␣zusammen ␣zweimal ␣zwe|ier ␣zwischen ␣|0 ␣|00 ␣|000 ␣|003 ␣|1 ␣|10 ␣|100 ␣|102
␣|180 ␣|2 ␣|20 ␣|202 ␣|21 ␣|22 ␣|24 ␣|256 ␣|3 ␣|30 ␣|4 ␣|40 ␣|400 ␣|401 ␣|429 ␣|5 ␣|50 ␣|6 ␣|60 ␣|7 ␣|8 ␣|80
␣}|") ␣über ␣übernehmen ␣übersch|re|itet
`;
