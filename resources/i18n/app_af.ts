<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="af" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About</source>
        <translation>Oor</translation>
    </message>
    <message>
        <source>Apache License 2.0. Not the vendor&apos;s own, and not endorsed by it. It is built on the work of others:</source>
        <translation>Apache License 2.0. Nie die verkoper se eie nie, en nie deur hom onderskryf nie. Dit is op ander se werk gebou:</translation>
    </message>
    <message>
        <source>Choose a library</source>
        <translation>Kies ’n biblioteek</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluit</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Kopieer besonderhede</translation>
    </message>
    <message>
        <source>Libraries and their licences</source>
        <translation>Biblioteke en hul lisensies</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lisensie</translation>
    </message>
    <message>
        <source>Made of commit {commit}</source>
        <translation>Gemaak van vaslegging {commit}</translation>
    </message>
    <message>
        <source>No copy of this licence is here; it came with the library.</source>
        <translation>Geen kopie van hierdie lisensie is hier nie; dit het met die biblioteek gekom.</translation>
    </message>
    <message>
        <source>Runs from a source tree</source>
        <translation>Loop uit ’n bronboom</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Weergawe {version}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;About</source>
        <translation>&amp;Oor</translation>
    </message>
    <message>
        <source>&amp;Add connection...</source>
        <translation>&amp;Voeg verbinding by...</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Terug</translation>
    </message>
    <message>
        <source>&amp;Close connection</source>
        <translation>S&amp;luit verbinding</translation>
    </message>
    <message>
        <source>&amp;Commands...</source>
        <translation>&amp;Opdragte...</translation>
    </message>
    <message>
        <source>&amp;Credentials</source>
        <translation>Geloo&amp;fsbriewe</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Donker</translation>
    </message>
    <message>
        <source>&amp;Detail panel</source>
        <translation>&amp;Besonderhedepaneel</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Redigeer</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Lêer</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Soek</translation>
    </message>
    <message>
        <source>&amp;Health</source>
        <translation>&amp;Gesondheid</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hulp</translation>
    </message>
    <message>
        <source>&amp;Help for this page</source>
        <translation>&amp;Hulp vir hierdie bladsy</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Sleutelbord</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Lig</translation>
    </message>
    <message>
        <source>&amp;Listeners</source>
        <translation>&amp;Luisteraars</translation>
    </message>
    <message>
        <source>&amp;Mailbox</source>
        <translation>Po&amp;sbus</translation>
    </message>
    <message>
        <source>&amp;Manage connections...</source>
        <translation>&amp;Bestuur verbindings...</translation>
    </message>
    <message>
        <source>&amp;New Webhook Listener</source>
        <translation>&amp;Nuwe Webhook-luisteraar</translation>
    </message>
    <message>
        <source>&amp;Preferences...</source>
        <translation>&amp;Voorkeure...</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>V&amp;erlaat</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Herlaai</translation>
    </message>
    <message>
        <source>&amp;Sandbox records</source>
        <translation>Sandput&amp;rekords</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Stoor</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>&amp;Sinkroniseer nou</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Te&amp;ma</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Gereedskap</translation>
    </message>
    <message>
        <source>&amp;Undo last change</source>
        <translation>&amp;Ontdoen laaste verandering</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Aansig</translation>
    </message>
    <message>
        <source>&amp;Waiting changes</source>
        <translation>&amp;Wagtende veranderinge</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Soos die &amp;stelsel</translation>
    </message>
    <message>
        <source>Chan&amp;ges</source>
        <translation>&amp;Veranderinge</translation>
    </message>
    <message>
        <source>Deliver&amp;ies</source>
        <translation>&amp;Aflewerings</translation>
    </message>
    <message>
        <source>Next &amp;pane</source>
        <translation>Volgende &amp;paneel</translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation>Vor&amp;ige paneel</translation>
    </message>
    <message>
        <source>R&amp;eceiver</source>
        <translation>&amp;Ontvanger</translation>
    </message>
    <message>
        <source>S&amp;witch connection</source>
        <translation>&amp;Wissel verbinding</translation>
    </message>
    <message>
        <source>Send &amp;test</source>
        <translation>Stuur &amp;toets</translation>
    </message>
    <message>
        <source>Show &amp;log folder</source>
        <translation>Wys &amp;logvouer</translation>
    </message>
</context>
<context>
    <name>Advice</name>
    <message>
        <source>Checks</source>
        <translation>Kontroles</translation>
    </message>
    <message>
        <source>Copy one-time signing secret</source>
        <translation>Kopieer eenmalige ondertekeningsgeheim</translation>
    </message>
    <message>
        <source>Open in mailbox</source>
        <translation>Maak oop in posbus</translation>
    </message>
    <message>
        <source>Send by the platform instead</source>
        <translation>Laat die platform dit eerder stuur</translation>
    </message>
    <message>
        <source>Send from this computer instead</source>
        <translation>Stuur eerder van hierdie rekenaar af</translation>
    </message>
    <message>
        <source>What to try</source>
        <translation>Wat om te probeer</translation>
    </message>
</context>
<context>
    <name>AgainDialog</name>
    <message>
        <source>A record of Production may be personal data. Check the address.</source>
        <translation>’n Rekord van Produksie kan persoonlike data wees. Kyk na die adres.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>As a new try of its delivery, with a new time and signature</source>
        <translation>As ’n nuwe poging van sy aflewering, met ’n nuwe tyd en handtekening</translation>
    </message>
    <message>
        <source>By the platform</source>
        <translation>Deur die platform</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluit</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Aflewering</translation>
    </message>
    <message>
        <source>From this computer</source>
        <translation>Van hierdie rekenaar af</translation>
    </message>
    <message>
        <source>Looking for its delivery...</source>
        <translation>Soek sy aflewering...</translation>
    </message>
    <message>
        <source>Only the webhook&apos;s own headers go along: no credential does.</source>
        <translation>Net die webhook se eie opskrifte gaan saam: geen geloofsbrief nie.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Stuur weer</translation>
    </message>
    <message>
        <source>Send again in Production</source>
        <translation>Stuur weer in Produksie</translation>
    </message>
    <message>
        <source>Sending...</source>
        <translation>Stuur tans...</translation>
    </message>
    <message>
        <source>Show the delivery</source>
        <translation>Wys die aflewering</translation>
    </message>
    <message>
        <source>Sign it anew, with the time of now</source>
        <translation>Teken dit opnuut, met die tyd van nou</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>The same bytes, to any address</source>
        <translation>Dieselfde grepe, na enige adres</translation>
    </message>
    <message>
        <source>The webhook-id stays the same: a receiver may drop it as a repeat.</source>
        <translation>Die webhook-id bly dieselfde: ’n ontvanger kan dit as ’n herhaling weglaat.</translation>
    </message>
</context>
<context>
    <name>AgainPresenter</name>
    <message>
        <source>A test is no delivery.</source>
        <translation>’n Toets is geen aflewering nie.</translation>
    </message>
    <message>
        <source>Choose a secret to check signatures with first</source>
        <translation>Kies eers ’n geheim om handtekeninge mee na te gaan</translation>
    </message>
    <message>
        <source>It is no event of a platform.</source>
        <translation>Dit is geen gebeurtenis van ’n platform nie.</translation>
    </message>
    <message>
        <source>This platform does not know the event.</source>
        <translation>Hierdie platform ken nie die gebeurtenis nie.</translation>
    </message>
</context>
<context>
    <name>Aids</name>
    <message>
        <source>Preferences...</source>
        <translation>Voorkeure...</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Wys</translation>
    </message>
    <message>
        <source>Some preferences could not be read</source>
        <translation>Sommige voorkeure kon nie gelees word nie</translation>
    </message>
    <message>
        <source>The usual ones are in their place; what was kept lies beside the file.</source>
        <translation>Die gewone is in hul plek; wat bewaar was, lê langs die lêer.</translation>
    </message>
</context>
<context>
    <name>AnswerBar</name>
    <message>
        <source>A secret that I enter</source>
        <translation>’n Geheim wat ek invoer</translation>
    </message>
    <message>
        <source>A signing secret begins with whsec_ and is longer.</source>
        <translation>’n Ondertekeningsgeheim begin met whsec_ en is langer.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Ná</translation>
    </message>
    <message>
        <source>Answer with</source>
        <translation>Antwoord met</translation>
    </message>
    <message>
        <source>Asking the platform for the secret...</source>
        <translation>Vra die platform vir die geheim...</translation>
    </message>
    <message>
        <source>Check signature with</source>
        <translation>Gaan handtekening na met</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Kopieer die adres</translation>
    </message>
    <message>
        <source>Known once it listens</source>
        <translation>Bekend sodra dit luister</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Luister</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nie nagegaan nie</translation>
    </message>
    <message>
        <source>Only from this computer</source>
        <translation>Slegs van hierdie rekenaar af</translation>
    </message>
    <message>
        <source>Retry-After</source>
        <translation>Retry-After</translation>
    </message>
    <message>
        <source>Signing secret</source>
        <translation>Ondertekeningsgeheim</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Begin tans</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestop</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Stop tans</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
</context>
<context>
    <name>AttemptView</name>
    <message>
        <source>Attempt</source>
        <translation>Poging</translation>
    </message>
    <message>
        <source>Attempt {number}</source>
        <translation>Poging {number}</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Opskrifte</translation>
    </message>
    <message>
        <source>Not text; shown as base64.</source>
        <translation>Nie teks nie; as base64 gewys.</translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>Nog niks is gestuur nie.</translation>
    </message>
    <message>
        <source>Only the first 64 KiB were kept.</source>
        <translation>Slegs die eerste 64 KiB is bewaar.</translation>
    </message>
    <message>
        <source>Parts of the attempt</source>
        <translation>Dele van die poging</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Inhoud</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>The answer had no body.</source>
        <translation>Die antwoord het geen liggaam gehad nie.</translation>
    </message>
    <message>
        <source>The body is not kept any more.</source>
        <translation>Die liggaam word nie meer bewaar nie.</translation>
    </message>
    <message>
        <source>The payload is not kept any more.</source>
        <translation>Die inhoud word nie meer bewaar nie.</translation>
    </message>
    <message>
        <source>There was no answer.</source>
        <translation>Daar was geen antwoord nie.</translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message>
        <source>Needs attention</source>
        <translation>Het aandag nodig</translation>
    </message>
    <message>
        <source>Nothing does</source>
        <translation>Niks het aandag nodig nie</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Wys</translation>
    </message>
    <message>
        <source>Show {what}</source>
        <translation>Wys {what}</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>en nog %Ln</numerusform>
            <numerusform>en nog %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Away</name>
    <message>
        <source>This needs a connection, and the platform is away</source>
        <translation>Dit het ’n verbinding nodig, en die platform is weg</translation>
    </message>
</context>
<context>
    <name>BarChart</name>
    <message>
        <source>No deliveries</source>
        <translation>Geen aflewerings nie</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>Copied</source>
        <translation>Gekopieer</translation>
    </message>
    <message>
        <source>Copied, for ten seconds</source>
        <translation>Gekopieer, vir tien sekondes</translation>
    </message>
</context>
<context>
    <name>BulkPresenter</name>
    <message>
        <source>The action before is not over yet</source>
        <translation>Die vorige aksie is nog nie klaar nie</translation>
    </message>
    <message>
        <source>This platform sends no tests.</source>
        <translation>Hierdie platform stuur geen toetse nie.</translation>
    </message>
</context>
<context>
    <name>BulkReportDialog</name>
    <message>
        <source>Close</source>
        <translation>Sluit</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieer</translation>
    </message>
    <message>
        <source>Open one to go to its listener.</source>
        <translation>Maak een oop om na sy luisteraar te gaan.</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultaat</translation>
    </message>
    <message>
        <source>What became of each</source>
        <translation>Wat van elkeen geword het</translation>
    </message>
</context>
<context>
    <name>ChangeMenu</name>
    <message>
        <source>Copy IDs</source>
        <translation>Kopieer ID’s</translation>
    </message>
    <message>
        <source>Copy what differs</source>
        <translation>Kopieer wat verskil</translation>
    </message>
    <message>
        <source>Open listener</source>
        <translation>Maak luisteraar oop</translation>
    </message>
    <message>
        <source>Show only its changes</source>
        <translation>Wys net die veranderinge daarvan</translation>
    </message>
    <message>
        <source>Undo this change</source>
        <translation>Ontdoen hierdie verandering</translation>
    </message>
</context>
<context>
    <name>ChangePanel</name>
    <message>
        <source>Edit</source>
        <translation>Redigeer</translation>
    </message>
    <message>
        <source>Resolve...</source>
        <translation>Los op...</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sedert</translation>
    </message>
    <message>
        <source>Take back...</source>
        <translation>Neem terug...</translation>
    </message>
    <message>
        <source>The platform refused this change</source>
        <translation>Die platform het hierdie verandering geweier</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Wat</translation>
    </message>
</context>
<context>
    <name>ChangesPage</name>
    <message>
        <source>Changes</source>
        <translation>Veranderinge</translation>
    </message>
    <message>
        <source>Everything that was changed on the platform, by whom and when</source>
        <translation>Alles wat op die platform verander is, deur wie en wanneer</translation>
    </message>
    <message>
        <source>This platform tells no changes</source>
        <translation>Hierdie platform wys geen veranderinge nie</translation>
    </message>
    <message>
        <source>Your account may not view changes</source>
        <translation>U rekening mag nie veranderinge sien nie</translation>
    </message>
</context>
<context>
    <name>ChartCard</name>
    <message>
        <source>Show the chart (T)</source>
        <translation>Wys die grafiek (T)</translation>
    </message>
    <message>
        <source>Show the values as a table (T)</source>
        <translation>Wys die waardes as ’n tabel (T)</translation>
    </message>
</context>
<context>
    <name>CheckAll</name>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln geweier</numerusform>
            <numerusform>%Ln geweier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln secret(s) not on this computer</source>
        <translation>
            <numerusform>%Ln geheim nie op hierdie rekenaar nie</numerusform>
            <numerusform>%Ln geheime nie op hierdie rekenaar nie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln token(s) granted</source>
        <translation>
            <numerusform>%Ln token toegestaan</numerusform>
            <numerusform>%Ln tokens toegestaan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without an answer</source>
        <translation>
            <numerusform>%Ln sonder antwoord</numerusform>
            <numerusform>%Ln sonder antwoord</numerusform>
        </translation>
    </message>
    <message>
        <source>Check all</source>
        <translation>Gaan almal na</translation>
    </message>
    <message>
        <source>Checking, {done} of {total}</source>
        <translation>Besig om te toets, {done} van {total}</translation>
    </message>
    <message>
        <source>Only OAuth 2.0 clients can be checked without sending an event</source>
        <translation>Net OAuth 2.0-kliënte kan nagegaan word sonder om ’n gebeurtenis te stuur</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <source>Check again</source>
        <translation>Gaan weer na</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Gaan nou na</translation>
    </message>
    <message>
        <source>Checked just now, read only</source>
        <translation>Pas nagegaan, leesalleen</translation>
    </message>
    <message>
        <source>Checking...</source>
        <translation>Gaan tans na...</translation>
    </message>
    <message>
        <source>Connection check</source>
        <translation>Verbindingskontrole</translation>
    </message>
    <message>
        <source>Connection check: everything passed</source>
        <translation>Verbindingskontrole: alles het geslaag</translation>
    </message>
    <message>
        <source>Fill in address and credential; checked read only.</source>
        <translation>Vul adres en geloofsbrief in; leesalleen nagegaan.</translation>
    </message>
    <message>
        <source>Looking, read only</source>
        <translation>Kyk tans, leesalleen</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nie nagegaan nie</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>Change address</source>
        <translation>Verander adres</translation>
    </message>
    <message>
        <source>Change credential</source>
        <translation>Verander geloofsbrief</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>misluk</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>geslaag</translation>
    </message>
</context>
<context>
    <name>ChecksTab</name>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Gaan weer na</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Gaan nou na</translation>
    </message>
    <message>
        <source>Checked at {time}</source>
        <translation>Nagegaan om {time}</translation>
    </message>
    <message>
        <source>Checking...</source>
        <translation>Gaan tans na...</translation>
    </message>
    <message>
        <source>Seen from this computer, without sending anything. The platform is elsewhere and may see it differently: its own test is the proof.</source>
        <translation>Van hierdie rekenaar af gesien, sonder om iets te stuur. Die platform is elders en sien dit dalk anders: sy eie toets is die bewys.</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>(The rest is too long to show. Copy has all of it.)</source>
        <translation>(Die res is te lank om te wys. Kopieer het alles.)</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle lêers (*)</translation>
    </message>
    <message>
        <source>Not on this page</source>
        <translation>Nie op hierdie bladsy nie</translation>
    </message>
    <message>
        <source>Not while a listener is edited</source>
        <translation>Nie terwyl ’n luisteraar geredigeer word nie</translation>
    </message>
    <message>
        <source>Only in a sandbox</source>
        <translation>Slegs in ’n sandput</translation>
    </message>
    <message>
        <source>Only on the practice platform</source>
        <translation>Slegs op die oefenplatform</translation>
    </message>
    <message>
        <source>Open a connection first</source>
        <translation>Maak eers ’n verbinding oop</translation>
    </message>
    <message>
        <source>Sample “{name}” deleted</source>
        <translation>Voorbeeld “{name}” geskrap</translation>
    </message>
    <message>
        <source>Save body</source>
        <translation>Stoor liggaam</translation>
    </message>
    <message>
        <source>Saved as sample “{name}”</source>
        <translation>As voorbeeld “{name}” gestoor</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>As {file} gestoor</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>Compared with</source>
        <translation>Vergelyk met</translation>
    </message>
    <message>
        <source>Earlier test</source>
        <translation>Vroeëre toets</translation>
    </message>
    <message>
        <source>Nothing differs but what is new in every test.</source>
        <translation>Niks verskil nie, behalwe wat in elke toets nuut is.</translation>
    </message>
    <message>
        <source>Outcome and times</source>
        <translation>Uitslag en tye</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Versoek</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>This test</source>
        <translation>Hierdie toets</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>Wat vergelyk word</translation>
    </message>
    <message>
        <source>What is new in every test, such as webhook-id, is not marked.</source>
        <translation>Wat in elke toets nuut is, soos webhook-id, word nie gemerk nie.</translation>
    </message>
    <message>
        <source>{name}: before {before}, now {after}</source>
        <translation>{name}: voorheen {before}, nou {after}</translation>
    </message>
</context>
<context>
    <name>ConflictDialog</name>
    <message>
        <source>Before</source>
        <translation>Voor</translation>
    </message>
    <message>
        <source>Changed {when}</source>
        <translation>Verander {when}</translation>
    </message>
    <message>
        <source>Choose a side for every setting first</source>
        <translation>Kies eers ’n kant vir elke instelling</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>Besluit later</translation>
    </message>
    <message>
        <source>It changed again</source>
        <translation>Dit het weer verander</translation>
    </message>
    <message>
        <source>Merged for you, only one side changed</source>
        <translation>Vir u saamgevoeg, slegs een kant het verander</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>Resolve conflict</source>
        <translation>Los konflik op</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Stoor</translation>
    </message>
    <message>
        <source>Save to Production</source>
        <translation>Stoor in Produksie</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Instelling</translation>
    </message>
    <message>
        <source>The same on both sides: {settings}.</source>
        <translation>Dieselfde aan albei kante: {settings}.</translation>
    </message>
    <message>
        <source>Two people changed this listener</source>
        <translation>Twee mense het hierdie luisteraar verander</translation>
    </message>
    <message>
        <source>Use all of mine</source>
        <translation>Gebruik al myne</translation>
    </message>
    <message>
        <source>Use all of the platform&apos;s</source>
        <translation>Gebruik al die platform s’n</translation>
    </message>
    <message>
        <source>What you had chosen for the settings that changed is open again.</source>
        <translation>Wat u vir die veranderde instellings gekies het, is weer oop.</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>U s’n</translation>
    </message>
    <message>
        <source>the platform&apos;s</source>
        <translation>die platform s’n</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>u s’n</translation>
    </message>
    <message>
        <source>{name} was saved on the platform {when}, while your own changes were waiting. Choose what to keep, setting by setting.</source>
        <translation>{name} is {when} op die platform gestoor, terwyl u eie veranderinge gewag het. Kies wat om te hou, instelling vir instelling.</translation>
    </message>
</context>
<context>
    <name>ConnectPage</name>
    <message>
        <source>API token</source>
        <translation>API-token</translation>
    </message>
    <message>
        <source>Add connection</source>
        <translation>Voeg verbinding by</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Kliënt-ID</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Kliëntgeheim</translation>
    </message>
    <message>
        <source>Connect to your platform</source>
        <translation>Koppel aan u platform</translation>
    </message>
    <message>
        <source>Connecting...</source>
        <translation>Koppel tans...</translation>
    </message>
    <message>
        <source>It is kept in the system keychain and never written to files or logs.</source>
        <translation>Dit word in die stelsel se sleutelring bewaar en nooit na lêers of logs geskryf nie.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Northwind Wealth</source>
        <translation>Northwind Wealth</translation>
    </message>
    <message>
        <source>Not saved: no system keychain was found. It is asked for at every start.</source>
        <translation>Nie gestoor nie: geen stelselsleutelring is gevind nie. Dit word met elke begin gevra.</translation>
    </message>
    <message>
        <source>OAuth 2.0</source>
        <translation>OAuth 2.0</translation>
    </message>
    <message>
        <source>Open this connection when the app starts</source>
        <translation>Maak hierdie verbinding oop wanneer die app begin</translation>
    </message>
    <message>
        <source>Platform address</source>
        <translation>Platformadres</translation>
    </message>
    <message>
        <source>Read only, never change anything through this connection</source>
        <translation>Leesalleen, verander nooit iets deur hierdie verbinding nie</translation>
    </message>
    <message>
        <source>Sign in with</source>
        <translation>Meld aan met</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Welkom</translation>
    </message>
    <message>
        <source>You can add more connections later and switch between them.</source>
        <translation>U kan later meer verbindings byvoeg en tussen hulle wissel.</translation>
    </message>
</context>
<context>
    <name>ConnectionPanel</name>
    <message>
        <source>A moment...</source>
        <translation>’n Oomblik...</translation>
    </message>
    <message>
        <source>API token</source>
        <translation>API-token</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Kliëntgeheim</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Kleur</translation>
    </message>
    <message>
        <source>Its shape and its word stay those of its kind</source>
        <translation>Sy vorm en sy woord bly dié van sy soort</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Never change anything through this connection</source>
        <translation>Verander nooit iets deur hierdie verbinding nie</translation>
    </message>
    <message>
        <source>Never shown, only replaced</source>
        <translation>Word nooit gewys nie, net vervang</translation>
    </message>
    <message>
        <source>Of several, the one that was open last</source>
        <translation>Van meer as een, die een wat laaste oop was</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Op hierdie rekenaar</translation>
    </message>
    <message>
        <source>Open when the app starts</source>
        <translation>Maak oop wanneer die app begin</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Leesalleen</translation>
    </message>
    <message>
        <source>Remove connection...</source>
        <translation>Verwyder verbinding...</translation>
    </message>
    <message>
        <source>Replace...</source>
        <translation>Vervang...</translation>
    </message>
</context>
<context>
    <name>ConnectionSwitcher</name>
    <message>
        <source>Connection: {name}, {environment}. Press to switch.</source>
        <translation>Verbinding: {name}, {environment}. Druk om te wissel.</translation>
    </message>
</context>
<context>
    <name>CredentialDialog</name>
    <message>
        <source>A line break from pasting was taken off.</source>
        <translation>’n Reëlbreuk van die plak is verwyder.</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Verifikasie</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Edit credential</source>
        <translation>Redigeer geloofsbrief</translation>
    </message>
    <message>
        <source>New credential</source>
        <translation>Nuwe geloofsbrief</translation>
    </message>
    <message>
        <source>Save credential</source>
        <translation>Stoor geloofsbrief</translation>
    </message>
    <message>
        <source>Saving...</source>
        <translation>Stoor tans...</translation>
    </message>
    <message>
        <source>The platform keeps the secret and never shows it again. This computer does not keep it.</source>
        <translation>Die platform bewaar die geheim en wys dit nooit weer nie. Hierdie rekenaar bewaar dit nie.</translation>
    </message>
</context>
<context>
    <name>CredentialMenu</name>
    <message>
        <source>Check now</source>
        <translation>Gaan nou na</translation>
    </message>
    <message>
        <source>Delete...</source>
        <translation>Skrap...</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Redigeer</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Wys veranderings</translation>
    </message>
</context>
<context>
    <name>CredentialsPage</name>
    <message>
        <source>Any type</source>
        <translation>Enige tipe</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Geloofsbriewe</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Skrap</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>Skrap {name}?</translation>
    </message>
    <message>
        <source>New credential</source>
        <translation>Nuwe geloofsbrief</translation>
    </message>
    <message>
        <source>Search credentials</source>
        <translation>Soek geloofsbriewe</translation>
    </message>
    <message>
        <source>The platform forgets its secret. This cannot be undone.</source>
        <translation>Die platform vergeet sy geheim. Dit kan nie ontdoen word nie.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Tipe</translation>
    </message>
    <message>
        <source>Waiting for the platform&apos;s types</source>
        <translation>Wag vir die platform se tipes</translation>
    </message>
    <message>
        <source>What your endpoints ask for before they accept a delivery</source>
        <translation>Wat u eindpunte vra voor hulle ’n aflewering aanvaar</translation>
    </message>
    <message>
        <source>{name} was deleted</source>
        <translation>{name} is geskrap</translation>
    </message>
    <message>
        <source>{name} was saved</source>
        <translation>{name} is gestoor</translation>
    </message>
</context>
<context>
    <name>DeliveriesHead</name>
    <message>
        <source>A search in contents cannot be exported; the other filters can</source>
        <translation>’n Soektog in inhoud kan nie uitgevoer word nie; die ander filters kan</translation>
    </message>
    <message>
        <source>Replay failed...</source>
        <translation>Herspeel mislukte...</translation>
    </message>
    <message>
        <source>Why did it not arrive?</source>
        <translation>Hoekom het dit nie aangekom nie?</translation>
    </message>
</context>
<context>
    <name>DeliveriesPage</name>
    <message>
        <source>Copied as cURL, secrets masked</source>
        <translation>As cURL gekopieer, geheime gemasker</translation>
    </message>
    <message>
        <source>Delivery: {what}</source>
        <translation>Aflewering: {what}</translation>
    </message>
    <message numerus="yes">
        <source>Every attempt to reach an endpoint or a mailbox, kept for %Ln day(s)</source>
        <translation>
            <numerusform>Elke poging om ’n eindpunt of ’n posbus te bereik, %Ln dag lank bewaar</numerusform>
            <numerusform>Elke poging om ’n eindpunt of ’n posbus te bereik, %Ln dae lank bewaar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeliveryActions</name>
    <message>
        <source>Cancel delivery in Production</source>
        <translation>Kanselleer aflewering in Produksie</translation>
    </message>
    <message>
        <source>Cancel this delivery in Production?</source>
        <translation>Kanselleer hierdie aflewering in Produksie?</translation>
    </message>
    <message>
        <source>Delivery cancelled</source>
        <translation>Aflewering gekanselleer</translation>
    </message>
    <message>
        <source>It has ended already</source>
        <translation>Dit het reeds geëindig</translation>
    </message>
    <message>
        <source>It is not tried again, unless someone replays it.</source>
        <translation>Dit word nie weer probeer nie, tensy iemand dit herspeel.</translation>
    </message>
    <message>
        <source>Kept, to be sent when the listener is turned on</source>
        <translation>Bewaar, om gestuur te word wanneer die luisteraar aangeskakel word</translation>
    </message>
    <message>
        <source>On its way again</source>
        <translation>Weer op pad</translation>
    </message>
    <message>
        <source>Replay in Production</source>
        <translation>Herspeel in Produksie</translation>
    </message>
    <message>
        <source>Replay this delivery in Production?</source>
        <translation>Herspeel hierdie aflewering in Produksie?</translation>
    </message>
    <message>
        <source>{entity}, {function} is sent to {host} again. The receiver may get the event twice.</source>
        <translation>{entity}, {function} word weer na {host} gestuur. Die ontvanger kan die gebeurtenis twee keer kry.</translation>
    </message>
</context>
<context>
    <name>DestinationSteps</name>
    <message>
        <source>A POST to your URL for each event</source>
        <translation>’n POST na u URL vir elke gebeurtenis</translation>
    </message>
    <message>
        <source>A message for each event</source>
        <translation>’n Boodskap vir elke gebeurtenis</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Verifikasie</translation>
    </message>
    <message>
        <source>Authentication (optional)</source>
        <translation>Verifikasie (opsioneel)</translation>
    </message>
    <message>
        <source>Choose a credential</source>
        <translation>Kies ’n geloofsbrief</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Geloofsbrief</translation>
    </message>
    <message>
        <source>Email address</source>
        <translation>E-posadres</translation>
    </message>
    <message>
        <source>Endpoint URL</source>
        <translation>Eindpunt-URL</translation>
    </message>
    <message numerus="yes">
        <source>Expect about %Ln message(s) a day</source>
        <translation>
            <numerusform>Verwag omtrent %Ln boodskap per dag</numerusform>
            <numerusform>Verwag omtrent %Ln boodskappe per dag</numerusform>
        </translation>
    </message>
    <message>
        <source>Expect less than one message a day</source>
        <translation>Verwag minder as een boodskap per dag</translation>
    </message>
    <message>
        <source>New...</source>
        <translation>Nuwe...</translation>
    </message>
    <message>
        <source>One message is sent for every event</source>
        <translation>Een boodskap word vir elke gebeurtenis gestuur</translation>
    </message>
    <message>
        <source>One message is sent for every event. {advice}</source>
        <translation>Een boodskap word vir elke gebeurtenis gestuur. {advice}</translation>
    </message>
    <message>
        <source>Personal mailboxes often block or slow this down. Use a shared mailbox or a ticket system.</source>
        <translation>Persoonlike posbusse blokkeer of vertraag dit dikwels. Gebruik ’n gedeelde posbus of ’n kaartjiestelsel.</translation>
    </message>
    <message>
        <source>Send an email instead</source>
        <translation>Stuur eerder ’n e-pos</translation>
    </message>
    <message>
        <source>Send to an endpoint</source>
        <translation>Stuur na ’n eindpunt</translation>
    </message>
    <message numerus="yes">
        <source>This mailbox can take about %Ln message(s) a day</source>
        <translation>
            <numerusform>Hierdie posbus kan omtrent %Ln boodskap per dag hanteer</numerusform>
            <numerusform>Hierdie posbus kan omtrent %Ln boodskappe per dag hanteer</numerusform>
        </translation>
    </message>
    <message>
        <source>Use the receiver on this computer</source>
        <translation>Gebruik die ontvanger op hierdie rekenaar</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message numerus="yes">
        <source>%Ln listener(s)</source>
        <translation>
            <numerusform>%Ln luisteraar</numerusform>
            <numerusform>%Ln luisteraars</numerusform>
        </translation>
    </message>
    <message>
        <source>A test belongs to no delivery</source>
        <translation>’n Toets hoort by geen aflewering nie</translation>
    </message>
    <message>
        <source>Another secret signed it, or its bytes were changed.</source>
        <translation>’n Ander geheim het dit onderteken, of sy grepe is verander.</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Aangekom</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>Aanhegsel</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Pogings</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Liggaam</translation>
    </message>
    <message>
        <source>Cancel delivery</source>
        <translation>Kanselleer aflewering</translation>
    </message>
    <message>
        <source>Cancelling...</source>
        <translation>Kanselleer tans...</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Verandering</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Verander</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Veranderinge</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Gaan nou na</translation>
    </message>
    <message>
        <source>Checking...</source>
        <translation>Gaan tans na...</translation>
    </message>
    <message>
        <source>Choose above what to check with.</source>
        <translation>Kies hierbo waarmee nagegaan word.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieer</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>Kopieer as cURL</translation>
    </message>
    <message>
        <source>Copy body</source>
        <translation>Kopieer liggaam</translation>
    </message>
    <message>
        <source>Create it again</source>
        <translation>Skep dit weer</translation>
    </message>
    <message>
        <source>Delete it again</source>
        <translation>Skrap dit weer</translation>
    </message>
    <message>
        <source>Delete...</source>
        <translation>Skrap...</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Aflewerings</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Aflewering</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Redigeer</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Van</translation>
    </message>
    <message>
        <source>HMAC-SHA256 with the chosen secret</source>
        <translation>HMAC-SHA256 met die gekose geheim</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Opskrifte</translation>
    </message>
    <message>
        <source>It gets a new ID and a new signing secret.</source>
        <translation>Dit kry ’n nuwe ID en ’n nuwe ondertekeningsgeheim.</translation>
    </message>
    <message>
        <source>It is dated more than 5 minutes after it came: the clock here or there is wrong.</source>
        <translation>Dit is meer as 5 minute ná die aankoms gedateer: die horlosie hier of daar is verkeerd.</translation>
    </message>
    <message>
        <source>It is not signed</source>
        <translation>Dit is nie onderteken nie</translation>
    </message>
    <message>
        <source>It is not there any more</source>
        <translation>Dit is nie meer daar nie</translation>
    </message>
    <message>
        <source>It was signed more than 5 minutes before it came.</source>
        <translation>Dit is meer as 5 minute voor dit aangekom het, onderteken.</translation>
    </message>
    <message>
        <source>Its attempts have not been read yet</source>
        <translation>Die pogings is nog nie gelees nie</translation>
    </message>
    <message>
        <source>Kept as “{name}”, for the preview of listeners.</source>
        <translation>Bewaar as “{name}”, vir die voorskou van luisteraars.</translation>
    </message>
    <message>
        <source>Last success</source>
        <translation>Laaste sukses</translation>
    </message>
    <message>
        <source>Looking...</source>
        <translation>Kyk tans...</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Boodskap</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Meer</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Meer aksies</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nooit</translation>
    </message>
    <message>
        <source>No settings were changed.</source>
        <translation>Geen instellings is verander nie.</translation>
    </message>
    <message>
        <source>No subject</source>
        <translation>Geen onderwerp nie</translation>
    </message>
    <message>
        <source>Not all of the body was kept.</source>
        <translation>Nie die hele liggaam is bewaar nie.</translation>
    </message>
    <message>
        <source>Open in mailbox</source>
        <translation>Maak oop in posbus</translation>
    </message>
    <message>
        <source>Open listener</source>
        <translation>Maak luisteraar oop</translation>
    </message>
    <message>
        <source>Parts of the message</source>
        <translation>Dele van die boodskap</translation>
    </message>
    <message>
        <source>Parts of the request</source>
        <translation>Dele van die versoek</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Rou</translation>
    </message>
    <message>
        <source>Replace {secret}</source>
        <translation>Vervang {secret}</translation>
    </message>
    <message>
        <source>Replace...</source>
        <translation>Vervang...</translation>
    </message>
    <message>
        <source>Replay now</source>
        <translation>Herspeel nou</translation>
    </message>
    <message>
        <source>Save as file...</source>
        <translation>Stoor as lêer...</translation>
    </message>
    <message>
        <source>Save as sample...</source>
        <translation>Stoor as voorbeeld...</translation>
    </message>
    <message>
        <source>Secrets stay with the platform, never in files or logs here.</source>
        <translation>Geheime bly by die platform, nooit in lêers of logs hier nie.</translation>
    </message>
    <message>
        <source>Send again...</source>
        <translation>Stuur weer...</translation>
    </message>
    <message>
        <source>Send test</source>
        <translation>Stuur toets</translation>
    </message>
    <message>
        <source>Sending...</source>
        <translation>Stuur tans...</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Grootte</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Toestand</translation>
    </message>
    <message>
        <source>The platform has not said yet what this type asks for</source>
        <translation>Die platform het nog nie gesê waarvoor hierdie tipe vra nie</translation>
    </message>
    <message>
        <source>The replaced secrets stay: they are never kept.</source>
        <translation>Die vervangde geheime bly: hulle word nooit bewaar nie.</translation>
    </message>
    <message>
        <source>The same event came at {time} before. A receiver drops repeats.</source>
        <translation>Dieselfde gebeurtenis het om {time} voorheen gekom. ’n Ontvanger gooi herhalings weg.</translation>
    </message>
    <message>
        <source>The signature cannot be checked</source>
        <translation>Die handtekening kan nie nagegaan word nie</translation>
    </message>
    <message>
        <source>The signature is right, but its time is not</source>
        <translation>Die handtekening is reg, maar sy tyd is nie</translation>
    </message>
    <message>
        <source>The signature is right, but too old</source>
        <translation>Die handtekening is reg, maar te oud</translation>
    </message>
    <message>
        <source>The signature is valid</source>
        <translation>Die handtekening is geldig</translation>
    </message>
    <message>
        <source>The signature is wrong</source>
        <translation>Die handtekening is verkeerd</translation>
    </message>
    <message>
        <source>The signature was not checked</source>
        <translation>Die handtekening is nie nagegaan nie</translation>
    </message>
    <message>
        <source>There is no webhook-signature header.</source>
        <translation>Daar is geen webhook-signature-opskrif nie.</translation>
    </message>
    <message>
        <source>There is nothing to copy</source>
        <translation>Daar is niks om te kopieer nie</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tyd</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Aan</translation>
    </message>
    <message>
        <source>Token ends</source>
        <translation>Token verval</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Ontdoen</translation>
    </message>
    <message>
        <source>Undo this change</source>
        <translation>Ontdoen hierdie verandering</translation>
    </message>
    <message>
        <source>Undoing...</source>
        <translation>Ontdoen tans...</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Gebruik deur</translation>
    </message>
    <message numerus="yes">
        <source>Used by %Ln listener(s). Choose another credential for them first.</source>
        <translation>
            <numerusform>Gebruik deur %Ln luisteraar. Kies eers ’n ander geloofsbrief daarvoor.</numerusform>
            <numerusform>Gebruik deur %Ln luisteraars. Kies eers ’n ander geloofsbrief vir hulle.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wag om gestuur te word</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>en nog %Ln</numerusform>
            <numerusform>en nog %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>{what} by you, {when}</source>
        <translation>{what} deur u, {when}</translation>
    </message>
    <message>
        <source>{what} by {who}, {when}</source>
        <translation>{what} deur {who}, {when}</translation>
    </message>
</context>
<context>
    <name>Difference</name>
    <message>
        <source>After</source>
        <translation>Ná</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Voor</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>niks</translation>
    </message>
    <message>
        <source>{name}: before {before}, after {after}</source>
        <translation>{name}: voor {before}, ná {after}</translation>
    </message>
</context>
<context>
    <name>DraftOffer</name>
    <message>
        <source>An unfinished listener was kept</source>
        <translation>’n Onvoltooide luisteraar is bewaar</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Gaan voort</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Gooi weg</translation>
    </message>
    <message>
        <source>{what}, typed {when} and not saved.</source>
        <translation>{what}, getik {when} en nie gestoor nie.</translation>
    </message>
</context>
<context>
    <name>EditPanel</name>
    <message numerus="yes">
        <source>%Ln off.</source>
        <translation>
            <numerusform>%Ln af.</numerusform>
            <numerusform>%Ln af.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln paused, events are kept.</source>
        <translation>
            <numerusform>%Ln gepouseer, gebeurtenisse word bewaar.</numerusform>
            <numerusform>%Ln gepouseer, gebeurtenisse word bewaar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Change at random</source>
        <translation>Verander lukraak</translation>
    </message>
    <message>
        <source>Fill at random</source>
        <translation>Vul lukraak in</translation>
    </message>
    <message>
        <source>New record in {entity}</source>
        <translation>Nuwe rekord in {entity}</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nie gestoor nie</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Niks is verander nie</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Sit terug</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Stoor</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>Gestoor {time}</translation>
    </message>
    <message>
        <source>Saving sends nothing: {entity} cannot be listened to.</source>
        <translation>Stoor stuur niks: daar kan nie na {entity} geluister word nie.</translation>
    </message>
    <message numerus="yes">
        <source>Saving sends {what} to %Ln listener(s).</source>
        <translation>
            <numerusform>Stoor stuur {what} na %Ln luisteraar.</numerusform>
            <numerusform>Stoor stuur {what} na %Ln luisteraars.</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving sends {what} to nobody.</source>
        <translation>Stoor stuur {what} na niemand nie.</translation>
    </message>
    <message>
        <source>Saving...</source>
        <translation>Stoor tans...</translation>
    </message>
    <message>
        <source>Take over newer version</source>
        <translation>Neem nuwer weergawe oor</translation>
    </message>
</context>
<context>
    <name>EnvironmentTag</name>
    <message>
        <source>Environment: {name}</source>
        <translation>Omgewing: {name}</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>Copy</source>
        <translation>Kopieer</translation>
    </message>
    <message>
        <source>Copy without secrets; with Shift: with them, for ten seconds</source>
        <translation>Kopieer sonder geheime; met Shift: daarmee saam, vir tien sekondes</translation>
    </message>
    <message>
        <source>For bash and zsh. On Windows: Git Bash or WSL, not cmd or PowerShell.</source>
        <translation>Vir bash en zsh. Op Windows: Git Bash of WSL, nie cmd of PowerShell nie.</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Opskrifte</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Boodskap</translation>
    </message>
    <message>
        <source>Only the first 64 KiB were kept.</source>
        <translation>Slegs die eerste 64 KiB is bewaar.</translation>
    </message>
    <message>
        <source>The body is no text; shown as base64.</source>
        <translation>Die liggaam is nie teks nie; as base64 gewys.</translation>
    </message>
    <message>
        <source>There was no answer.</source>
        <translation>Daar was geen antwoord nie.</translation>
    </message>
    <message>
        <source>cURL</source>
        <translation>cURL</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>A file of this name is there.</source>
        <translation>’n Lêer met hierdie naam is reeds daar.</translation>
    </message>
    <message>
        <source>An export is being written</source>
        <translation>’n Uitvoer word geskryf</translation>
    </message>
    <message>
        <source>CSV for spreadsheets (*.csv);;NDJSON, one object a line (*.ndjson)</source>
        <translation>CSV vir sigblaaie (*.csv);;NDJSON, een objek per reël (*.ndjson)</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>Voer uit...</translation>
    </message>
    <message>
        <source>Exporting...</source>
        <translation>Voer tans uit...</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Vervang</translation>
    </message>
    <message>
        <source>Replace {file}?</source>
        <translation>Vervang {file}?</translation>
    </message>
</context>
<context>
    <name>ExportStrip</name>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluit</translation>
    </message>
    <message>
        <source>Exported to {file}</source>
        <translation>Uitgevoer na {file}</translation>
    </message>
    <message>
        <source>Exporting to {file}</source>
        <translation>Voer tans uit na {file}</translation>
    </message>
    <message>
        <source>Exporting to {file}: looked through {things}</source>
        <translation>Voer tans uit na {file}: deur {things} gekyk</translation>
    </message>
    <message>
        <source>Exporting to {file}: {done} of {total}</source>
        <translation>Voer tans uit na {file}: {done} van {total}</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Vordering van die uitvoer</translation>
    </message>
    <message>
        <source>The export to {file}</source>
        <translation>Die uitvoer na {file}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer weer</translation>
    </message>
    <message>
        <source>{file} was not written</source>
        <translation>{file} is nie geskryf nie</translation>
    </message>
    <message>
        <source>{file} was not written. {why}</source>
        <translation>{file} is nie geskryf nie. {why}</translation>
    </message>
    <message>
        <source>{things} exported to {path}</source>
        <translation>{things} na {path} uitgevoer</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Authentication</source>
        <translation>Verifikasie</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanaal</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Kopieer adres</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-pos</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Eindpunt</translation>
    </message>
    <message>
        <source>HMAC-SHA256</source>
        <translation>HMAC-SHA256</translation>
    </message>
    <message>
        <source>Listener turned on</source>
        <translation>Luisteraar aangeskakel</translation>
    </message>
    <message>
        <source>Not on the platform</source>
        <translation>Nie op die platform nie</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Nie onderteken nie</translation>
    </message>
    <message>
        <source>Signing</source>
        <translation>Ondertekening</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>FailingPlaceholder</name>
    <message>
        <source>Copy details</source>
        <translation>Kopieer besonderhede</translation>
    </message>
    <message>
        <source>Copy request for administrator</source>
        <translation>Kopieer versoek vir administrateur</translation>
    </message>
    <message>
        <source>Give {user} the permission “{permission}” in {instance}.</source>
        <translation>Gee {user} die toestemming “{permission}” in {instance}.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer weer</translation>
    </message>
    <message>
        <source>Your account does not have the permission for this page. Ask your administrator to add it, then try again.</source>
        <translation>U rekening het nie die toestemming vir hierdie bladsy nie. Vra u administrateur om dit by te voeg en probeer weer.</translation>
    </message>
</context>
<context>
    <name>FailureBanner</name>
    <message>
        <source>As of {time}.</source>
        <translation>Soos om {time}.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer weer</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>All listeners</source>
        <translation>Alle luisteraars</translation>
    </message>
    <message>
        <source>Also look for the text in payloads, requests, answers and errors</source>
        <translation>Soek die teks ook in inhoud, versoeke, antwoorde en foute</translation>
    </message>
    <message>
        <source>Any entity</source>
        <translation>Enige entiteit</translation>
    </message>
    <message>
        <source>Anyone</source>
        <translation>Enigiemand</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Deur</translation>
    </message>
    <message>
        <source>Detail panel (F4)</source>
        <translation>Besonderhedepaneel (F4)</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entiteit</translation>
    </message>
    <message>
        <source>ID of a delivery, an event or a record</source>
        <translation>ID van ’n aflewering, ’n gebeurtenis of ’n rekord</translation>
    </message>
    <message>
        <source>In contents</source>
        <translation>In inhoud</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>Luisteraar</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Ek</translation>
    </message>
    <message>
        <source>New as they arrive</source>
        <translation>Nuwes soos hulle aankom</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>Refresh (F5)</source>
        <translation>Herlaai (F5)</translation>
    </message>
    <message>
        <source>Search listeners</source>
        <translation>Soek luisteraars</translation>
    </message>
    <message>
        <source>Show new deliveries as they arrive</source>
        <translation>Wys nuwe aflewerings soos hulle aankom</translation>
    </message>
    <message>
        <source>Show the changes of everything again</source>
        <translation>Wys weer die veranderinge van alles</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>{seen} of {of} looked through</source>
        <translation>Deur {seen} van {of} gekyk</translation>
    </message>
</context>
<context>
    <name>FilterRows</name>
    <message>
        <source>Refresh</source>
        <translation>Herlaai</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tyd</translation>
    </message>
</context>
<context>
    <name>FindingPanel</name>
    <message>
        <source>Open listener</source>
        <translation>Maak luisteraar oop</translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation>Stuur dit nou</translation>
    </message>
    <message>
        <source>Sending...</source>
        <translation>Stuur tans...</translation>
    </message>
    <message>
        <source>Show delivery</source>
        <translation>Wys aflewering</translation>
    </message>
    <message>
        <source>This listener is not there any more</source>
        <translation>Hierdie luisteraar is nie meer daar nie</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Wat om te doen</translation>
    </message>
</context>
<context>
    <name>FormAndSide</name>
    <message>
        <source>Back to the form</source>
        <translation>Terug na die vorm</translation>
    </message>
    <message>
        <source>Preview and test</source>
        <translation>Voorskou en toets</translation>
    </message>
</context>
<context>
    <name>HealthPage</name>
    <message numerus="yes">
        <source>%Ln listener(s); {first}</source>
        <translation>
            <numerusform>%Ln luisteraar; {first}</numerusform>
            <numerusform>%Ln luisteraars; {first}</numerusform>
        </translation>
    </message>
    <message>
        <source>24 hours</source>
        <translation>24 uur</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 dae</translation>
    </message>
    <message>
        <source>50th</source>
        <translation>50ste</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 dae</translation>
    </message>
    <message>
        <source>95th</source>
        <translation>95ste</translation>
    </message>
    <message>
        <source>99th</source>
        <translation>99ste</translation>
    </message>
    <message>
        <source>All listeners</source>
        <translation>Alle luisteraars</translation>
    </message>
    <message>
        <source>Answer time</source>
        <translation>Antwoordtyd</translation>
    </message>
    <message>
        <source>Answer time over time</source>
        <translation>Antwoordtyd oor tyd</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Gekopieer</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Afgelewer</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Misluk</translation>
    </message>
    <message>
        <source>Failed in red</source>
        <translation>Misluk in rooi</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Gesondheid</translation>
    </message>
    <message>
        <source>How well deliveries arrive, per listener and over time</source>
        <translation>Hoe goed aflewerings aankom, per luisteraar en oor tyd</translation>
    </message>
    <message>
        <source>It does not offer them to apps.</source>
        <translation>Dit bied dit nie vir apps aan nie.</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>Luisteraar</translation>
    </message>
    <message>
        <source>Percentiles of all answers</source>
        <translation>Persentiele van alle antwoorde</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Sukses</translation>
    </message>
    <message>
        <source>Success rate</source>
        <translation>Suksessyfer</translation>
    </message>
    <message>
        <source>Success rate over time</source>
        <translation>Suksessyfer oor tyd</translation>
    </message>
    <message>
        <source>This platform tells no statistics</source>
        <translation>Hierdie platform gee geen statistiek nie</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tyd</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Pogings</translation>
    </message>
    <message>
        <source>Tries per listener</source>
        <translation>Pogings per luisteraar</translation>
    </message>
    <message>
        <source>Tries that succeeded</source>
        <translation>Pogings wat geslaag het</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>All keys</source>
        <translation>Alle sleutels</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluit</translation>
    </message>
    <message>
        <source>Help: {page}</source>
        <translation>Hulp: {page}</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Sleutels</translation>
    </message>
</context>
<context>
    <name>LastDay</name>
    <message>
        <source>95th percentile</source>
        <translation>95ste persentiel</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>Soos om {time}</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Laaste 24 uur</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Mediaan</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Sukses</translation>
    </message>
    <message>
        <source>{count} delivered</source>
        <translation>{count} afgelewer</translation>
    </message>
    <message>
        <source>{delivered} delivered, {failed} failed</source>
        <translation>{delivered} afgelewer, {failed} misluk</translation>
    </message>
    <message>
        <source>{failed} of {total} failed</source>
        <translation>{failed} van {total} het misluk</translation>
    </message>
</context>
<context>
    <name>LineChart</name>
    <message>
        <source>No deliveries</source>
        <translation>Geen aflewerings nie</translation>
    </message>
</context>
<context>
    <name>ListArea</name>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln nuut</numerusform>
            <numerusform>%Ln nuut</numerusform>
        </translation>
    </message>
    <message>
        <source>As soon as a record is created or updated, its webhooks show up here.</source>
        <translation>Sodra ’n rekord geskep of bygewerk word, verskyn sy webhooks hier.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Verwyder filters</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Aflewerings</translation>
    </message>
    <message>
        <source>Each delivery that the other filters leave is read in full.</source>
        <translation>Elke aflewering wat die ander filters oorlaat, word volledig gelees.</translation>
    </message>
    <message>
        <source>Looking through what was sent and answered</source>
        <translation>Kyk tans deur wat gestuur en geantwoord is</translation>
    </message>
    <message numerus="yes">
        <source>More than %Ln new</source>
        <translation>
            <numerusform>Meer as %Ln nuut</numerusform>
            <numerusform>Meer as %Ln nuut</numerusform>
        </translation>
    </message>
    <message>
        <source>No ID or number has this text in it.</source>
        <translation>Geen ID of nommer bevat hierdie teks nie.</translation>
    </message>
    <message>
        <source>No deliveries match</source>
        <translation>Geen aflewerings pas nie</translation>
    </message>
    <message>
        <source>No deliveries match “{text}”</source>
        <translation>Geen aflewerings pas by “{text}” nie</translation>
    </message>
    <message>
        <source>No deliveries yet</source>
        <translation>Nog geen aflewerings nie</translation>
    </message>
    <message>
        <source>Search in contents</source>
        <translation>Soek in inhoud</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>Copied</source>
        <translation>Gekopieer</translation>
    </message>
</context>
<context>
    <name>ListPlaceholder</name>
    <message>
        <source>A listener sends a message to your endpoint each time a record is created or updated.</source>
        <translation>’n Luisteraar stuur ’n boodskap na u eindpunt elke keer wanneer ’n rekord geskep of bygewerk word.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Verwyder filters</translation>
    </message>
    <message>
        <source>Copy request for administrator</source>
        <translation>Kopieer versoek vir administrateur</translation>
    </message>
    <message>
        <source>Give {user} the permission “listeners:read” ({where}) in {instance}.</source>
        <translation>Gee {user} die toestemming “listeners:read” ({where}) in {instance}.</translation>
    </message>
    <message>
        <source>How a listener works</source>
        <translation>Hoe ’n luisteraar werk</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instansie</translation>
    </message>
    <message>
        <source>It does not offer its audit log to apps.</source>
        <translation>Dit bied nie sy ouditlog vir apps aan nie.</translation>
    </message>
    <message>
        <source>Look further back</source>
        <translation>Kyk verder terug</translation>
    </message>
    <message numerus="yes">
        <source>Looked through the newest %Ln change(s).</source>
        <translation>
            <numerusform>Deur die nuutste %Ln verandering gekyk.</numerusform>
            <numerusform>Deur die nuutste %Ln veranderinge gekyk.</numerusform>
        </translation>
    </message>
    <message>
        <source>Missing permission</source>
        <translation>Toestemming ontbreek</translation>
    </message>
    <message>
        <source>New Webhook Listener</source>
        <translation>Nuwe Webhook-luisteraar</translation>
    </message>
    <message>
        <source>No changes match</source>
        <translation>Geen veranderinge pas nie</translation>
    </message>
    <message>
        <source>No changes match “{text}”</source>
        <translation>Geen veranderinge pas by “{text}” nie</translation>
    </message>
    <message>
        <source>No changes yet</source>
        <translation>Nog geen veranderinge nie</translation>
    </message>
    <message>
        <source>No listeners match</source>
        <translation>Geen luisteraars pas nie</translation>
    </message>
    <message>
        <source>No listeners match “{text}”</source>
        <translation>Geen luisteraars pas by “{text}” nie</translation>
    </message>
    <message>
        <source>No webhook listeners yet</source>
        <translation>Nog geen webhook-luisteraars nie</translation>
    </message>
    <message>
        <source>Settings &gt; API &gt; Webhook Listeners</source>
        <translation>Instellings &gt; API &gt; Webhook-luisteraars</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Aangemeld as</translation>
    </message>
    <message>
        <source>This platform tells no changes</source>
        <translation>Hierdie platform wys geen veranderinge nie</translation>
    </message>
    <message>
        <source>Whatever people change on the platform shows up here.</source>
        <translation>Wat mense ook al op die platform verander, verskyn hier.</translation>
    </message>
    <message>
        <source>You cannot view changes here</source>
        <translation>U kan nie veranderinge hier sien nie</translation>
    </message>
    <message>
        <source>You cannot view webhook listeners here</source>
        <translation>U kan nie webhook-luisteraars hier sien nie</translation>
    </message>
    <message>
        <source>Your account does not have the permission for this page. Ask your administrator to add it, then try again.</source>
        <translation>U rekening het nie die toestemming vir hierdie bladsy nie. Vra u administrateur om dit by te voeg en probeer weer.</translation>
    </message>
</context>
<context>
    <name>ListenerChanges</name>
    <message>
        <source>Your change was taken back</source>
        <translation>U verandering is teruggeneem</translation>
    </message>
    <message>
        <source>Your decision is kept</source>
        <translation>U besluit word bewaar</translation>
    </message>
    <message>
        <source>Your version is kept</source>
        <translation>U weergawe word behou</translation>
    </message>
    <message>
        <source>{done}. Saved here, waiting to sync</source>
        <translation>{done}. Hier gestoor, wag vir sinkronisering</translation>
    </message>
    <message>
        <source>{name}: deleted</source>
        <translation>{name}: geskrap</translation>
    </message>
    <message>
        <source>{name}: paused, events are kept</source>
        <translation>{name}: gepouseer, gebeurtenisse word bewaar</translation>
    </message>
    <message>
        <source>{name}: turned off</source>
        <translation>{name}: afgeskakel</translation>
    </message>
    <message>
        <source>{name}: turned on</source>
        <translation>{name}: aangeskakel</translation>
    </message>
</context>
<context>
    <name>ListenerFormPage</name>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>Redigeer {name}</translation>
    </message>
    <message>
        <source>New Webhook Listener</source>
        <translation>Nuwe Webhook-luisteraar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Stoor</translation>
    </message>
    <message>
        <source>Saving...</source>
        <translation>Stoor tans...</translation>
    </message>
    <message>
        <source>Webhook Listeners</source>
        <translation>Webhook-luisteraars</translation>
    </message>
    <message>
        <source>What you type cannot be kept on this disk until you save</source>
        <translation>Wat u tik, kan nie op hierdie skyf bewaar word voor u stoor nie</translation>
    </message>
</context>
<context>
    <name>ListenerFormPresenter</name>
    <message numerus="yes">
        <source>%Ln thing(s) to fix before this can be saved</source>
        <translation>
            <numerusform>%Ln ding om reg te maak voor dit gestoor kan word</numerusform>
            <numerusform>%Ln dinge om reg te maak voor dit gestoor kan word</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed: there is nothing to save</source>
        <translation>Niks is verander nie: daar is niks om te stoor nie</translation>
    </message>
    <message>
        <source>This listener was deleted meanwhile</source>
        <translation>Hierdie luisteraar is intussen geskrap</translation>
    </message>
</context>
<context>
    <name>ListenerMenu</name>
    <message>
        <source>&amp;Listener</source>
        <translation>L&amp;uisteraar</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Niks is gekies nie</translation>
    </message>
    <message>
        <source>Select listeners in the list first</source>
        <translation>Kies eers luisteraars in die lys</translation>
    </message>
</context>
<context>
    <name>ListenersPage</name>
    <message>
        <source>An action on several listeners</source>
        <translation>’n Handeling op verskeie luisteraars</translation>
    </message>
    <message>
        <source>New Webhook Listener</source>
        <translation>Nuwe Webhook-luisteraar</translation>
    </message>
    <message>
        <source>Select a listener first</source>
        <translation>Kies eers ’n luisteraar</translation>
    </message>
    <message>
        <source>Webhook Listeners</source>
        <translation>Webhook-luisteraars</translation>
    </message>
</context>
<context>
    <name>LoadingBar</name>
    <message>
        <source>Loading</source>
        <translation>Laai tans</translation>
    </message>
</context>
<context>
    <name>MailboxPage</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln boodskap</numerusform>
            <numerusform>%Ln boodskappe</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>Maak soektog skoon</translation>
    </message>
    <message>
        <source>Email leaves this computer</source>
        <translation>E-pos verlaat hierdie rekenaar</translation>
    </message>
    <message>
        <source>Email messages (*.eml)</source>
        <translation>E-posboodskappe (*.eml)</translation>
    </message>
    <message>
        <source>Email of the sandbox stays here, exactly as it was sent</source>
        <translation>E-pos van die sandput bly hier, presies soos dit gestuur is</translation>
    </message>
    <message>
        <source>Empty mailbox...</source>
        <translation>Maak posbus leeg...</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Posbus</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Boodskappe</translation>
    </message>
    <message>
        <source>New Webhook Listener</source>
        <translation>Nuwe Webhook-luisteraar</translation>
    </message>
    <message>
        <source>No message yet</source>
        <translation>Nog geen boodskap nie</translation>
    </message>
    <message>
        <source>No messages match “{text}”</source>
        <translation>Geen boodskappe pas by “{text}” nie</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Verwyder</translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln message(s)?</source>
        <translation>
            <numerusform>Verwyder %Ln boodskap?</numerusform>
            <numerusform>Verwyder %Ln boodskappe?</numerusform>
        </translation>
    </message>
    <message>
        <source>Removing...</source>
        <translation>Verwyder tans...</translation>
    </message>
    <message>
        <source>Save message</source>
        <translation>Stoor boodskap</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>As {file} gestoor</translation>
    </message>
    <message>
        <source>Search in messages</source>
        <translation>Soek in boodskappe</translation>
    </message>
    <message>
        <source>The sandbox sends it through {server}, as it is set. Nothing is kept here.</source>
        <translation>Die sandput stuur dit deur {server}, soos dit gestel is. Niks word hier bewaar nie.</translation>
    </message>
    <message>
        <source>There is no message</source>
        <translation>Daar is geen boodskap nie</translation>
    </message>
    <message>
        <source>They are deleted from this computer. Deliveries stay as they are.</source>
        <translation>Hulle word van hierdie rekenaar geskrap. Aflewerings bly soos hulle is.</translation>
    </message>
    <message>
        <source>This message is not in the mailbox. It was removed, or sent elsewhere.</source>
        <translation>Hierdie boodskap is nie in die posbus nie. Dit is verwyder, of elders heen gestuur.</translation>
    </message>
    <message>
        <source>What a listener sends by email is kept here instead of being sent. Nothing leaves this computer.</source>
        <translation>Wat ’n luisteraar per e-pos stuur, word hier bewaar in plaas van gestuur. Niks verlaat hierdie rekenaar nie.</translation>
    </message>
    <message>
        <source>{count}, the newest {listed} are listed</source>
        <translation>{count}, die nuutste {listed} word gelys</translation>
    </message>
    <message>
        <source>{shown} of {count}</source>
        <translation>{shown} van {count}</translation>
    </message>
</context>
<context>
    <name>ManageDialog</name>
    <message>
        <source>Add connection...</source>
        <translation>Voeg verbinding by...</translation>
    </message>
    <message>
        <source>Changes apply at once.</source>
        <translation>Veranderinge geld dadelik.</translation>
    </message>
    <message>
        <source>Connect to a platform, or start the built-in sandbox.</source>
        <translation>Koppel aan ’n platform, of begin die ingeboude sandput.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindings</translation>
    </message>
    <message>
        <source>No connections</source>
        <translation>Geen verbindings nie</translation>
    </message>
</context>
<context>
    <name>MoreFields</name>
    <message>
        <source>Distribution Channel</source>
        <translation>Verspreidingskanaal</translation>
    </message>
    <message>
        <source>HMAC-SHA256 with the signing secret of the listener</source>
        <translation>HMAC-SHA256 met die luisteraar se ondertekeningsgeheim</translation>
    </message>
    <message>
        <source>Keep its events meanwhile</source>
        <translation>Bewaar intussen sy gebeurtenisse</translation>
    </message>
    <message>
        <source>Label (optional)</source>
        <translation>Etiket (opsioneel)</translation>
    </message>
    <message>
        <source>Paused: they are sent when it is turned on again</source>
        <translation>Gepouseer: hulle word gestuur wanneer dit weer aangeskakel word</translation>
    </message>
    <message>
        <source>Sign each message</source>
        <translation>Onderteken elke boodskap</translation>
    </message>
    <message>
        <source>Signing secret...</source>
        <translation>Ondertekeningsgeheim...</translation>
    </message>
    <message>
        <source>Turn on when saved</source>
        <translation>Skakel aan wanneer gestoor</translation>
    </message>
</context>
<context>
    <name>NoDeliveries</name>
    <message>
        <source>You cannot view deliveries here</source>
        <translation>U kan nie aflewerings hier sien nie</translation>
    </message>
</context>
<context>
    <name>NoForm</name>
    <message>
        <source>Loading</source>
        <translation>Laai tans</translation>
    </message>
    <message>
        <source>Someone may have deleted it.</source>
        <translation>Iemand het dit dalk geskrap.</translation>
    </message>
    <message>
        <source>This listener is not here any more</source>
        <translation>Hierdie luisteraar is nie meer hier nie</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer weer</translation>
    </message>
</context>
<context>
    <name>Nothing</name>
    <message>
        <source>A credential is what an endpoint asks for before it accepts a delivery.</source>
        <translation>’n Geloofsbrief is wat ’n eindpunt vra voor dit ’n aflewering aanvaar.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Verwyder filters</translation>
    </message>
    <message>
        <source>New credential</source>
        <translation>Nuwe geloofsbrief</translation>
    </message>
    <message>
        <source>No credentials match</source>
        <translation>Geen geloofsbriewe pas nie</translation>
    </message>
    <message>
        <source>No credentials match “{text}”</source>
        <translation>Geen geloofsbriewe pas by “{text}” nie</translation>
    </message>
    <message>
        <source>No credentials yet</source>
        <translation>Nog geen geloofsbriewe nie</translation>
    </message>
    <message>
        <source>You cannot view credentials here</source>
        <translation>U kan nie geloofsbriewe hier sien nie</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Verberg</translation>
    </message>
</context>
<context>
    <name>PageFailure</name>
    <message>
        <source>You cannot view records here</source>
        <translation>U kan nie rekords hier sien nie</translation>
    </message>
</context>
<context>
    <name>PalettePanel</name>
    <message>
        <source>Choose</source>
        <translation>Kies</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Opdragte</translation>
    </message>
    <message>
        <source>Commands and places</source>
        <translation>Opdragte en plekke</translation>
    </message>
    <message>
        <source>Commands only</source>
        <translation>Net opdragte</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Find a command or a place</source>
        <translation>Vind ’n opdrag of ’n plek</translation>
    </message>
    <message>
        <source>Nothing is called “{text}”</source>
        <translation>Niks heet “{text}” nie</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Voer uit</translation>
    </message>
    <message>
        <source>Up and Down choose, Enter runs, &gt; finds commands only</source>
        <translation>Op en Af kies, Enter voer uit, &gt; vind net opdragte</translation>
    </message>
</context>
<context>
    <name>PendingPage</name>
    <message numerus="yes">
        <source>%Ln change(s) made here that the platform does not have</source>
        <translation>
            <numerusform>%Ln verandering hier gemaak wat die platform nie het nie</numerusform>
            <numerusform>%Ln veranderinge hier gemaak wat die platform nie het nie</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is synced</source>
        <translation>Alles is gesinkroniseer</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Stuur nou</translation>
    </message>
    <message>
        <source>Sending {done} of {total}</source>
        <translation>Stuur tans {done} van {total}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Neem terug</translation>
    </message>
    <message>
        <source>Take this change back?</source>
        <translation>Neem hierdie verandering terug?</translation>
    </message>
    <message>
        <source>Waiting changes</source>
        <translation>Wagtende veranderinge</translation>
    </message>
    <message>
        <source>What is changed here and is not on the platform yet</source>
        <translation>Wat hier verander is en nog nie op die platform is nie</translation>
    </message>
    <message>
        <source>What waits here is sent when the connection is back.</source>
        <translation>Wat hier wag, word gestuur wanneer die verbinding terug is.</translation>
    </message>
    <message>
        <source>What you change is sent to the platform at once.</source>
        <translation>Wat u verander, word dadelik na die platform gestuur.</translation>
    </message>
    <message>
        <source>You are offline</source>
        <translation>U is vanlyn</translation>
    </message>
    <message>
        <source>{name} stays as it is on the platform. What was changed here is lost.</source>
        <translation>{name} bly soos dit op die platform is. Wat hier verander is, gaan verlore.</translation>
    </message>
</context>
<context>
    <name>PendingPresenter</name>
    <message>
        <source>The change could not be taken back</source>
        <translation>Die verandering kon nie teruggeneem word nie</translation>
    </message>
    <message>
        <source>{name}: the change was taken back</source>
        <translation>{name}: die verandering is teruggeneem</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Appearance</source>
        <translation>Voorkoms</translation>
    </message>
    <message>
        <source>Changes apply at once.</source>
        <translation>Veranderinge geld dadelik.</translation>
    </message>
    <message>
        <source>In force until the app is closed, but not kept: {why}</source>
        <translation>Geld tot die app gesluit word, maar word nie bewaar nie: {why}</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Sleutelbord</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Kennisgewings</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Voorkeure</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Afdelings</translation>
    </message>
    <message>
        <source>Some kept preferences could not be read: the usual ones are in their place. What was kept lies beside the settings file.</source>
        <translation>Sommige bewaarde voorkeure kon nie gelees word nie: die gewone is in hul plek. Wat bewaar was, lê langs die instellingslêer.</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sinkronisering</translation>
    </message>
</context>
<context>
    <name>PreviewPresenter</name>
    <message>
        <source>(no address yet)</source>
        <translation>(nog geen adres nie)</translation>
    </message>
    <message>
        <source>(no endpoint yet)</source>
        <translation>(nog geen eindpunt nie)</translation>
    </message>
    <message>
        <source>Sample record</source>
        <translation>Voorbeeldrekord</translation>
    </message>
</context>
<context>
    <name>PreviewTab</name>
    <message>
        <source>Attachment</source>
        <translation>Aanhegsel</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Liggaam</translation>
    </message>
    <message>
        <source>Choose a supported entity to see its payload.</source>
        <translation>Kies ’n ondersteunde entiteit om sy inhoud te sien.</translation>
    </message>
    <message>
        <source>Copy the whole request</source>
        <translation>Kopieer die hele versoek</translation>
    </message>
    <message>
        <source>Discard the edit</source>
        <translation>Gooi die redigering weg</translation>
    </message>
    <message>
        <source>Edit for the test</source>
        <translation>Redigeer vir die toets</translation>
    </message>
    <message>
        <source>Message for one event</source>
        <translation>Boodskap vir een gebeurtenis</translation>
    </message>
    <message>
        <source>No preview for “{entity}”</source>
        <translation>Geen voorskou vir “{entity}” nie</translation>
    </message>
    <message>
        <source>No preview yet</source>
        <translation>Nog geen voorskou nie</translation>
    </message>
    <message>
        <source>Nothing is sent until you test.</source>
        <translation>Niks word gestuur voor u toets nie.</translation>
    </message>
    <message>
        <source>Nothing is sent until you test. ID, time and signature are new each time.</source>
        <translation>Niks word gestuur voor u toets nie. ID, tyd en handtekening is elke keer nuut.</translation>
    </message>
    <message>
        <source>Payload for the test</source>
        <translation>Inhoud vir die toets</translation>
    </message>
    <message>
        <source>Reading a sample</source>
        <translation>Lees tans ’n voorbeeld</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Versoek</translation>
    </message>
    <message>
        <source>Show as sent</source>
        <translation>Wys soos gestuur</translation>
    </message>
    <message>
        <source>Show readable</source>
        <translation>Wys leesbaar</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Onderwerp</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Na</translation>
    </message>
    <message>
        <source>{size}, edited for the test</source>
        <translation>{size}, vir die toets geredigeer</translation>
    </message>
    <message>
        <source>{size}, indented to be read</source>
        <translation>{size}, ingekeep om gelees te word</translation>
    </message>
</context>
<context>
    <name>RankedBars</name>
    <message>
        <source>No deliveries</source>
        <translation>Geen aflewerings nie</translation>
    </message>
</context>
<context>
    <name>ReceiverLink</name>
    <message>
        <source>The receiver listens, and its address is entered</source>
        <translation>Die ontvanger luister, en sy adres is ingevoer</translation>
    </message>
</context>
<context>
    <name>ReceiverPage</name>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln versoek</numerusform>
            <numerusform>%Ln versoeke</numerusform>
        </translation>
    </message>
    <message>
        <source>Any event</source>
        <translation>Enige gebeurtenis</translation>
    </message>
    <message>
        <source>Catches webhooks sent to this computer, so you can look inside them</source>
        <translation>Vang webhooks wat na hierdie rekenaar gestuur word, sodat u daarin kan kyk</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Maak skoon</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Verwyder filters</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Gebeurtenis</translation>
    </message>
    <message>
        <source>Have a listener send to {address}, or send a test to it.</source>
        <translation>Laat ’n luisteraar na {address} stuur, of stuur ’n toets daarheen.</translation>
    </message>
    <message>
        <source>It is not here any more</source>
        <translation>Dit is nie meer hier nie</translation>
    </message>
    <message>
        <source>It listens on this computer only, and keeps what comes in memory only.</source>
        <translation>Dit luister slegs op hierdie rekenaar, en bewaar wat inkom slegs in die geheue.</translation>
    </message>
    <message>
        <source>New listener for this address</source>
        <translation>Nuwe luisteraar vir hierdie adres</translation>
    </message>
    <message>
        <source>No requests match</source>
        <translation>Geen versoeke pas nie</translation>
    </message>
    <message>
        <source>No requests match “{text}”</source>
        <translation>Geen versoeke pas by “{text}” nie</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Ontvanger</translation>
    </message>
    <message>
        <source>Request: {what}</source>
        <translation>Versoek: {what}</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Versoeke</translation>
    </message>
    <message>
        <source>Search in requests</source>
        <translation>Soek in versoeke</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>Start the receiver first</source>
        <translation>Begin eers die ontvanger</translation>
    </message>
    <message>
        <source>Starting...</source>
        <translation>Begin tans...</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Stopping...</source>
        <translation>Stop tans...</translation>
    </message>
    <message>
        <source>The receiver is stopped</source>
        <translation>Die ontvanger is gestop</translation>
    </message>
    <message>
        <source>Waiting for webhooks</source>
        <translation>Wag vir webhooks</translation>
    </message>
    <message numerus="yes">
        <source>the oldest %Ln had to go</source>
        <translation>
            <numerusform>die oudste %Ln moes gaan</numerusform>
            <numerusform>die oudste %Ln moes gaan</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {count}</source>
        <translation>{shown} van {count}</translation>
    </message>
</context>
<context>
    <name>RecentDeliveries</name>
    <message>
        <source>No deliveries yet</source>
        <translation>Nog geen aflewerings nie</translation>
    </message>
    <message>
        <source>Reading the deliveries</source>
        <translation>Lees tans die aflewerings</translation>
    </message>
    <message>
        <source>Recent deliveries</source>
        <translation>Onlangse aflewerings</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Wys alles</translation>
    </message>
</context>
<context>
    <name>RecordList</name>
    <message>
        <source>Entity</source>
        <translation>Entiteit</translation>
    </message>
    <message>
        <source>No records match “{text}”.</source>
        <translation>Geen rekords pas by “{text}” nie.</translation>
    </message>
    <message>
        <source>No records yet. Create the first one.</source>
        <translation>Nog geen rekords nie. Skep die eerste een.</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Rekords</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Soek</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer weer</translation>
    </message>
</context>
<context>
    <name>RecordMenu</name>
    <message>
        <source>Copied</source>
        <translation>Gekopieer</translation>
    </message>
    <message>
        <source>Copy ID</source>
        <translation>Kopieer ID</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Kopieer as JSON</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Wys veranderings</translation>
    </message>
    <message>
        <source>Why did it not arrive?</source>
        <translation>Hoekom het dit nie aangekom nie?</translation>
    </message>
</context>
<context>
    <name>RenameDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Hernoem</translation>
    </message>
    <message>
        <source>Rename sample</source>
        <translation>Hernoem voorbeeld</translation>
    </message>
</context>
<context>
    <name>ReplayDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluit</translation>
    </message>
    <message>
        <source>Counting...</source>
        <translation>Tel tans...</translation>
    </message>
    <message>
        <source>It could not be counted</source>
        <translation>Dit kon nie getel word nie</translation>
    </message>
    <message>
        <source>It stops after what is being sent now</source>
        <translation>Dit stop ná wat nou gestuur word</translation>
    </message>
    <message>
        <source>It was not carried out to its end</source>
        <translation>Dit is nie tot die einde uitgevoer nie</translation>
    </message>
    <message>
        <source>Progress of the replay</source>
        <translation>Vordering van die herspeling</translation>
    </message>
    <message>
        <source>Receivers may get an event twice. Every try carries the same webhook-id, so that they can drop what they have.</source>
        <translation>Ontvangers kan ’n gebeurtenis twee keer kry. Elke poging dra dieselfde webhook-id, sodat hulle kan weggooi wat hulle het.</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Herspeel</translation>
    </message>
    <message>
        <source>Replay deliveries</source>
        <translation>Herspeel aflewerings</translation>
    </message>
    <message>
        <source>Replay {count}</source>
        <translation>Herspeel {count}</translation>
    </message>
    <message>
        <source>Replay {count} in Production</source>
        <translation>Herspeel {count} in Produksie</translation>
    </message>
    <message>
        <source>Sending...</source>
        <translation>Stuur tans...</translation>
    </message>
    <message>
        <source>Show these deliveries</source>
        <translation>Wys hierdie aflewerings</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Stopping...</source>
        <translation>Stop tans...</translation>
    </message>
    <message>
        <source>There is nothing to send again yet</source>
        <translation>Daar is nog niks om weer te stuur nie</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer weer</translation>
    </message>
    <message>
        <source>{count} looked at</source>
        <translation>{count} nagekyk</translation>
    </message>
    <message>
        <source>{done} of {total} on the way again</source>
        <translation>{done} van {total} weer op pad</translation>
    </message>
</context>
<context>
    <name>ReplayForm</name>
    <message numerus="yes">
        <source>%Ln selected listener(s)</source>
        <translation>
            <numerusform>%Ln gekose luisteraar</numerusform>
            <numerusform>%Ln gekose luisteraars</numerusform>
        </translation>
    </message>
    <message>
        <source>All listeners</source>
        <translation>Alle luisteraars</translation>
    </message>
    <message>
        <source>As fast as they are taken</source>
        <translation>So vinnig as wat hulle geneem word</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln a second</source>
        <translation>
            <numerusform>Hoogstens %Ln per sekonde</numerusform>
            <numerusform>Hoogstens %Ln per sekonde</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Gekanselleer</translation>
    </message>
    <message>
        <source>Choose one listener to send what was skipped for it</source>
        <translation>Kies een luisteraar om te stuur wat vir hom oorgeslaan is</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Afgelewer</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Misluk</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>Luisteraar</translation>
    </message>
    <message>
        <source>Only the newest version of each record</source>
        <translation>Slegs die nuutste weergawe van elke rekord</translation>
    </message>
    <message>
        <source>Skipped while off or stopped</source>
        <translation>Oorgeslaan terwyl af of gestop</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Spoed</translation>
    </message>
    <message>
        <source>The search “{text}” does not narrow this down.</source>
        <translation>Die soektog “{text}” vernou dit nie.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tyd</translation>
    </message>
    <message>
        <source>Which deliveries</source>
        <translation>Watter aflewerings</translation>
    </message>
</context>
<context>
    <name>RequestMenu</name>
    <message>
        <source>Copy body</source>
        <translation>Kopieer liggaam</translation>
    </message>
    <message>
        <source>Save as sample...</source>
        <translation>Stoor as voorbeeld...</translation>
    </message>
    <message>
        <source>Save body as...</source>
        <translation>Stoor liggaam as...</translation>
    </message>
    <message>
        <source>Send again...</source>
        <translation>Stuur weer...</translation>
    </message>
    <message>
        <source>Show deliveries</source>
        <translation>Wys aflewerings</translation>
    </message>
</context>
<context>
    <name>ResultLine</name>
    <message>
        <source>Received</source>
        <translation>Ontvang</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gestuur</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Totaal</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Request</source>
        <translation>Versoek</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>Tydsverloop</translation>
    </message>
    <message>
        <source>{time} in total</source>
        <translation>{time} altesaam</translation>
    </message>
</context>
<context>
    <name>SampleDialog</name>
    <message>
        <source>At most {count} are kept. Delete some in the preview of a listener.</source>
        <translation>Hoogstens {count} word bewaar. Skrap party in die voorskou van ’n luisteraar.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>It cannot be kept as a sample</source>
        <translation>Dit kan nie as ’n voorbeeld bewaar word nie</translation>
    </message>
    <message>
        <source>Its body is no JSON object that a test could send.</source>
        <translation>Sy liggaam is geen JSON-objek wat ’n toets kan stuur nie.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Offered in the preview of listeners of “{entity}”, to test with.</source>
        <translation>Word in die voorskou van luisteraars van “{entity}” aangebied, om mee te toets.</translation>
    </message>
    <message>
        <source>Save as sample</source>
        <translation>Stoor as voorbeeld</translation>
    </message>
    <message>
        <source>Save sample</source>
        <translation>Stoor voorbeeld</translation>
    </message>
    <message>
        <source>Saving...</source>
        <translation>Stoor tans...</translation>
    </message>
    <message>
        <source>The record as it was received, which may be personal data, is kept in a file of this computer that only you can read, until you delete it. No header is kept.</source>
        <translation>Die rekord soos dit ontvang is, wat persoonlike data kan wees, word bewaar in ’n lêer van hierdie rekenaar wat net jy kan lees, totdat jy dit skrap. Geen opskrif word bewaar nie.</translation>
    </message>
    <message>
        <source>There are too many samples</source>
        <translation>Daar is te veel voorbeelde</translation>
    </message>
    <message>
        <source>{record}, {time}</source>
        <translation>{record}, {time}</translation>
    </message>
</context>
<context>
    <name>SampleRow</name>
    <message>
        <source>Body</source>
        <translation>Liggaam</translation>
    </message>
    <message>
        <source>Delete this sample from this computer</source>
        <translation>Skrap hierdie voorbeeld van hierdie rekenaar</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>Sit dit terug</translation>
    </message>
    <message>
        <source>Rename this sample...</source>
        <translation>Hernoem hierdie voorbeeld...</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Voorbeeld</translation>
    </message>
    <message>
        <source>“{name}” was deleted.</source>
        <translation>“{name}” is geskrap.</translation>
    </message>
</context>
<context>
    <name>SandboxRecordsPage</name>
    <message>
        <source>Create or change a record and watch its webhook arrive</source>
        <translation>Skep of verander ’n rekord en kyk hoe sy webhook aankom</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>Nuwe rekord</translation>
    </message>
    <message>
        <source>Nothing was changed: there is nothing to save</source>
        <translation>Niks is verander nie: daar is niks om te stoor nie</translation>
    </message>
    <message>
        <source>Reading the records</source>
        <translation>Lees tans die rekords</translation>
    </message>
    <message>
        <source>Sandbox records</source>
        <translation>Sandputrekords</translation>
    </message>
    <message>
        <source>The sandbox was reset</source>
        <translation>Die sandput is teruggestel</translation>
    </message>
    <message>
        <source>{record} was saved</source>
        <translation>{record} is gestoor</translation>
    </message>
</context>
<context>
    <name>ScopeLink</name>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Distribution Channel</source>
        <translation>Verspreidingskanaal</translation>
    </message>
    <message>
        <source>Distribution Channel: {name}</source>
        <translation>Verspreidingskanaal: {name}</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Geen</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear search</source>
        <translation>Maak soektog skoon</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Hide</source>
        <translation>Versteek</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Wys</translation>
    </message>
</context>
<context>
    <name>SecretsDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Gaan na</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieer</translation>
    </message>
    <message>
        <source>Else they are used for this check only.</source>
        <translation>Anders word hulle net vir hierdie toets gebruik.</translation>
    </message>
    <message>
        <source>Else they stay in memory until this connection is closed.</source>
        <translation>Anders bly hulle in die geheue tot hierdie verbinding gesluit word.</translation>
    </message>
    <message>
        <source>Keep in the keyring of this computer</source>
        <translation>Bewaar in hierdie rekenaar se sleutelring</translation>
    </message>
    <message>
        <source>Secrets for this check</source>
        <translation>Geheime vir hierdie kontrole</translation>
    </message>
    <message>
        <source>Secrets for this command</source>
        <translation>Geheime vir hierdie opdrag</translation>
    </message>
    <message>
        <source>Secrets for this test</source>
        <translation>Geheime vir hierdie toets</translation>
    </message>
    <message>
        <source>Send test</source>
        <translation>Stuur toets</translation>
    </message>
    <message>
        <source>The platform does not give out the secrets of “{name}”.</source>
        <translation>Die platform gee nie die geheime van “{name}” uit nie.</translation>
    </message>
</context>
<context>
    <name>SendTestPresenter</name>
    <message>
        <source>Test: {result}</source>
        <translation>Toets: {result}</translation>
    </message>
</context>
<context>
    <name>SeveralPanel</name>
    <message numerus="yes">
        <source>%Ln listener(s) selected</source>
        <translation>
            <numerusform>%Ln luisteraar gekies</numerusform>
            <numerusform>%Ln luisteraars gekies</numerusform>
        </translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Aflewerings</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Misluk</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Laaste 24 uur</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Instellings</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Sukses</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>en nog %Ln</numerusform>
            <numerusform>en nog %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} het misluk</translation>
    </message>
    <message>
        <source>{delivered} delivered, {failed} failed</source>
        <translation>{delivered} afgelewer, {failed} misluk</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Checks</source>
        <translation>Kontroles</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Voorskou</translation>
    </message>
    <message>
        <source>Preview, test and checks</source>
        <translation>Voorskou, toets en kontroles</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Toets</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Close details</source>
        <translation>Sluit besonderhede</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Add connection...</source>
        <translation>Voeg verbinding by...</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Veranderinge</translation>
    </message>
    <message>
        <source>Close connection</source>
        <translation>Sluit verbinding</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Geloofsbriewe</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Aflewerings</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Gesondheid</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>Luisteraars</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Posbus</translation>
    </message>
    <message>
        <source>Manage</source>
        <translation>Bestuur</translation>
    </message>
    <message>
        <source>Manage connections...</source>
        <translation>Bestuur verbindings...</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Op hierdie rekenaar</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Bladsye</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Voorkeure</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Ontvanger</translation>
    </message>
    <message>
        <source>Sandbox is not running</source>
        <translation>Sandput loop nie</translation>
    </message>
    <message>
        <source>Sandbox is running</source>
        <translation>Sandput loop</translation>
    </message>
    <message>
        <source>Sandbox is starting</source>
        <translation>Sandput begin tans</translation>
    </message>
    <message>
        <source>Sandbox records</source>
        <translation>Sandputrekords</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>Probeer dit</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
</context>
<context>
    <name>SidebarCounts</name>
    <message numerus="yes">
        <source>%Ln failed attempt(s) in the last 24 hours</source>
        <translation>
            <numerusform>%Ln mislukte poging in die laaste 24 uur</numerusform>
            <numerusform>%Ln mislukte pogings in die laaste 24 uur</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s) failing or stopped</source>
        <translation>
            <numerusform>%Ln luisteraar misluk of is gestop</numerusform>
            <numerusform>%Ln luisteraars misluk of is gestop</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>A value is needed</source>
        <translation>’n Waarde is nodig</translation>
    </message>
    <message>
        <source>API token</source>
        <translation>API-token</translation>
    </message>
    <message>
        <source>Another credential</source>
        <translation>’n Ander geloofsbrief</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Kliëntgeheim</translation>
    </message>
    <message>
        <source>It takes the place of the one kept here once “{name}” accepts it.</source>
        <translation>Dit neem die plek in van die een wat hier bewaar word sodra “{name}” dit aanvaar.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Meld aan</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Meld weer aan</translation>
    </message>
    <message>
        <source>What waits here is kept and sent once you are signed in.</source>
        <translation>Wat hier wag, word bewaar en gestuur sodra u aangemeld is.</translation>
    </message>
    <message>
        <source>“{name}” does not accept the credential kept here, or it cannot be read.</source>
        <translation>“{name}” aanvaar nie die geloofsbrief wat hier bewaar word nie, of dit kan nie gelees word nie.</translation>
    </message>
</context>
<context>
    <name>SigningDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluit</translation>
    </message>
    <message>
        <source>Copied, for ten seconds</source>
        <translation>Gekopieer, vir tien sekondes</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieer</translation>
    </message>
    <message>
        <source>Give it to whoever verifies.</source>
        <translation>Gee dit aan wie ook al verifieer.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Versteek</translation>
    </message>
    <message>
        <source>It is shown for 30 seconds and kept nowhere here.</source>
        <translation>Dit word 30 sekondes lank gewys en nêrens hier bewaar nie.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Hou dit</translation>
    </message>
    <message>
        <source>Make a new secret?</source>
        <translation>Maak ’n nuwe geheim?</translation>
    </message>
    <message>
        <source>Messages are signed with both for 24 hours. After that, an endpoint that verifies with the old one refuses them.</source>
        <translation>Boodskappe word 24 uur lank met albei onderteken. Daarna weier ’n eindpunt wat met die ou een verifieer, hulle.</translation>
    </message>
    <message>
        <source>Read in Production</source>
        <translation>Lees in Produksie</translation>
    </message>
    <message>
        <source>Read the signing secret of Production?</source>
        <translation>Lees die ondertekeningsgeheim van Produksie?</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Ruil om</translation>
    </message>
    <message>
        <source>Rotate in Production</source>
        <translation>Ruil om in Produksie</translation>
    </message>
    <message>
        <source>Rotate...</source>
        <translation>Ruil om...</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Wys</translation>
    </message>
    <message>
        <source>Signing secret</source>
        <translation>Ondertekeningsgeheim</translation>
    </message>
    <message>
        <source>The old one is valid until {time}.</source>
        <translation>Die ou een is geldig tot {time}.</translation>
    </message>
    <message>
        <source>There is a new secret</source>
        <translation>Daar is ’n nuwe geheim</translation>
    </message>
    <message>
        <source>Who has it can send messages that look like those of Production.</source>
        <translation>Wie dit het, kan boodskappe stuur wat soos dié van Produksie lyk.</translation>
    </message>
    <message>
        <source>“{name}” is verified with it. Each look is written into the changes.</source>
        <translation>“{name}” word daarmee geverifieer. Elke kyk word in die veranderinge geskryf.</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>Laai tans</translation>
    </message>
</context>
<context>
    <name>SourceSteps</name>
    <message>
        <source>Choose or type an entity</source>
        <translation>Kies of tik ’n entiteit</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entiteit</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funksie</translation>
    </message>
    <message>
        <source>What has to happen to a record</source>
        <translation>Wat met ’n rekord moet gebeur</translation>
    </message>
    <message>
        <source>Which records to listen for</source>
        <translation>Na watter rekords om te luister</translation>
    </message>
</context>
<context>
    <name>StateBanner</name>
    <message numerus="yes">
        <source>%Ln change(s) wait here and are sent when the connection is back.</source>
        <translation>
            <numerusform>%Ln verandering wag hier en word gestuur wanneer die verbinding terug is.</numerusform>
            <numerusform>%Ln veranderinge wag hier en word gestuur wanneer die verbinding terug is.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was removed yet. Check that this is the right platform.</source>
        <translation>Niks is nog verwyder nie. Gaan na of dit die regte platform is.</translation>
    </message>
    <message>
        <source>Remove them here</source>
        <translation>Verwyder hulle hier</translation>
    </message>
    <message>
        <source>Sign in again...</source>
        <translation>Meld weer aan...</translation>
    </message>
    <message>
        <source>The platform would remove {count} of {known} listeners here</source>
        <translation>Die platform sou {count} van {known} luisteraars hier verwyder</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer weer</translation>
    </message>
    <message>
        <source>You are offline</source>
        <translation>U is vanlyn</translation>
    </message>
    <message>
        <source>You can keep working.</source>
        <translation>U kan aanhou werk.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%Ln change(s) waiting</source>
        <translation>
            <numerusform>%Ln verandering wag</numerusform>
            <numerusform>%Ln veranderinge wag</numerusform>
        </translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Opdragte</translation>
    </message>
    <message>
        <source>Credential not saved</source>
        <translation>Geloofsbrief nie gestoor nie</translation>
    </message>
    <message>
        <source>Credential not saved: no system keychain</source>
        <translation>Geloofsbrief nie gestoor nie: geen stelselsleutelring</translation>
    </message>
    <message>
        <source>Synced {time}</source>
        <translation>Gesinkroniseer {time}</translation>
    </message>
</context>
<context>
    <name>StoryPanel</name>
    <message>
        <source>Before that</source>
        <translation>Daarvoor</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Maak skoon</translation>
    </message>
    <message>
        <source>Not finished after 30 seconds. Deliveries shows how it goes on.</source>
        <translation>Nie klaar ná 30 sekondes nie. Aflewerings wys hoe dit verder gaan.</translation>
    </message>
    <message>
        <source>Open in mailbox</source>
        <translation>Maak oop in posbus</translation>
    </message>
    <message>
        <source>Open in receiver</source>
        <translation>Maak oop in ontvanger</translation>
    </message>
    <message>
        <source>Save a record to see which listeners get it, and what they answer.</source>
        <translation>Stoor ’n rekord om te sien watter luisteraars dit kry, en wat hulle antwoord.</translation>
    </message>
    <message>
        <source>Show deliveries</source>
        <translation>Wys aflewerings</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Wat gebeur het</translation>
    </message>
    <message>
        <source>Why did it not arrive?</source>
        <translation>Hoekom het dit nie aangekom nie?</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%Ln thing(s) to fix before this can be saved</source>
        <translation>
            <numerusform>%Ln ding om reg te maak voor dit gestoor kan word</numerusform>
            <numerusform>%Ln dinge om reg te maak voor dit gestoor kan word</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything you see is kept here. Saved as new, it gets an ID and a signing secret of its own.</source>
        <translation>Alles wat u sien, is hier behou. As dit as nuut gestoor word, kry dit sy eie ID en ondertekeningsgeheim.</translation>
    </message>
    <message>
        <source>Nothing is left to fix</source>
        <translation>Niks is meer oor om reg te maak nie</translation>
    </message>
    <message>
        <source>Save as new</source>
        <translation>Stoor as nuut</translation>
    </message>
    <message>
        <source>This listener was deleted meanwhile</source>
        <translation>Hierdie luisteraar is intussen geskrap</translation>
    </message>
    <message>
        <source>You can look and test, but not save.</source>
        <translation>U kan kyk en toets, maar nie stoor nie.</translation>
    </message>
</context>
<context>
    <name>SyncCard</name>
    <message>
        <source>1 change waiting</source>
        <translation>1 verandering wag</translation>
    </message>
    <message>
        <source>1 conflict</source>
        <translation>1 konflik</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Everything is synced</source>
        <translation>Alles is gesinkroniseer</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Bekyk</translation>
    </message>
    <message>
        <source>Sending {done} of {total}</source>
        <translation>Stuur tans {done} van {total}</translation>
    </message>
    <message>
        <source>{count} changes waiting</source>
        <translation>{count} veranderinge wag</translation>
    </message>
    <message>
        <source>{count} conflicts</source>
        <translation>{count} konflikte</translation>
    </message>
    <message>
        <source>{count} refused</source>
        <translation>{count} geweier</translation>
    </message>
</context>
<context>
    <name>TestResultPage</name>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergelyk</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Gekopieer</translation>
    </message>
    <message>
        <source>Copied, for ten seconds</source>
        <translation>Gekopieer, vir tien sekondes</translation>
    </message>
    <message>
        <source>Edit listener</source>
        <translation>Redigeer luisteraar</translation>
    </message>
    <message>
        <source>No test was sent yet</source>
        <translation>Nog geen toets is gestuur nie</translation>
    </message>
    <message>
        <source>Nothing is saved by it.</source>
        <translation>Niks word daardeur gestoor nie.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Stuur weer</translation>
    </message>
    <message>
        <source>Send test</source>
        <translation>Stuur toets</translation>
    </message>
    <message>
        <source>Sending a test</source>
        <translation>Stuur tans ’n toets</translation>
    </message>
    <message>
        <source>Sending...</source>
        <translation>Stuur tans...</translation>
    </message>
    <message>
        <source>Test delivery</source>
        <translation>Toetsaflewering</translation>
    </message>
    <message>
        <source>Tests of this session</source>
        <translation>Toetse van hierdie sessie</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Probeer weer</translation>
    </message>
    <message>
        <source>Webhook Listeners</source>
        <translation>Webhook-luisteraars</translation>
    </message>
</context>
<context>
    <name>TestTab</name>
    <message>
        <source>By the platform</source>
        <translation>Deur die platform</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>From this computer</source>
        <translation>Van hierdie rekenaar af</translation>
    </message>
    <message>
        <source>Open full result</source>
        <translation>Maak volle resultaat oop</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>Send test</source>
        <translation>Stuur toets</translation>
    </message>
    <message>
        <source>Sending...</source>
        <translation>Stuur tans...</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>Gestuur deur</translation>
    </message>
    <message>
        <source>Sent from here: other networks may be reachable, or not.</source>
        <translation>Van hier af gestuur: ander netwerke is dalk bereikbaar, of nie.</translation>
    </message>
    <message>
        <source>Sent from the platform&apos;s network. Nothing is saved.</source>
        <translation>Van die platform se netwerk af gestuur. Niks word gestoor nie.</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>Tydsverloop</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show</source>
        <translation>Wys</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>Nothing to undo</source>
        <translation>Niks om te ontdoen nie</translation>
    </message>
</context>
<context>
    <name>VolumeChart</name>
    <message numerus="yes">
        <source>Events per day in the last %Ln day(s) for {what}.</source>
        <translation>
            <numerusform>Gebeurtenisse per dag in die afgelope %Ln dag vir {what}.</numerusform>
            <numerusform>Gebeurtenisse per dag in die afgelope %Ln dae vir {what}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Expected volume</source>
        <translation>Verwagte volume</translation>
    </message>
    <message>
        <source>No events</source>
        <translation>Geen gebeurtenisse nie</translation>
    </message>
</context>
<context>
    <name>WaitingRow</name>
    <message>
        <source>not checked yet</source>
        <translation>nog nie nagegaan nie</translation>
    </message>
</context>
<context>
    <name>Waterfall</name>
    <message>
        <source>No timing</source>
        <translation>Geen tydmeting nie</translation>
    </message>
    <message>
        <source>{phase}, not finished</source>
        <translation>{phase}, nie voltooi nie</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>A practice platform on this computer. It sends only where you say.</source>
        <translation>’n Oefenplatform op hierdie rekenaar. Dit stuur slegs waarheen u sê.</translation>
    </message>
    <message>
        <source>Comes with sample records of every kind</source>
        <translation>Bevat voorbeeldrekords van elke soort</translation>
    </message>
    <message>
        <source>Connect to your platform</source>
        <translation>Koppel aan u platform</translation>
    </message>
    <message>
        <source>Connect...</source>
        <translation>Koppel...</translation>
    </message>
    <message>
        <source>Create a client and watch its webhook arrive</source>
        <translation>Skep ’n kliënt en kyk hoe sy webhook aankom</translation>
    </message>
    <message>
        <source>Nothing changes on the platform until you save</source>
        <translation>Niks verander op die platform voor u stoor nie</translation>
    </message>
    <message>
        <source>Open a connection</source>
        <translation>Maak ’n verbinding oop</translation>
    </message>
    <message>
        <source>Open the guide</source>
        <translation>Maak die gids oop</translation>
    </message>
    <message>
        <source>Ready in a few seconds, no account needed</source>
        <translation>Binne sekondes gereed, geen rekening nodig nie</translation>
    </message>
    <message>
        <source>See, create and test the webhook listeners of your platform.</source>
        <translation>Sien, skep en toets die webhook-luisteraars van u platform.</translation>
    </message>
    <message>
        <source>Start the sandbox</source>
        <translation>Begin die sandput</translation>
    </message>
    <message>
        <source>Starting...</source>
        <translation>Begin tans...</translation>
    </message>
    <message>
        <source>The credential is kept in the system keychain</source>
        <translation>Die geloofsbrief word in die stelsel se sleutelring bewaar</translation>
    </message>
    <message>
        <source>Try it with the built-in sandbox</source>
        <translation>Probeer dit met die ingeboude sandput</translation>
    </message>
    <message>
        <source>Work with the webhook listeners of your own instance.</source>
        <translation>Werk met die webhook-luisteraars van u eie instansie.</translation>
    </message>
    <message>
        <source>You need its address and an API credential</source>
        <translation>U het sy adres en ’n API-geloofsbrief nodig</translation>
    </message>
</context>
<context>
    <name>WhyPage</name>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Enter the number or the ID of the record, the webhook-id of an event or the ID of a delivery. A whole line of a log will do.</source>
        <translation>Voer die nommer of die ID van die rekord, die webhook-id van ’n gebeurtenis of die ID van ’n aflewering in. ’n Hele reël van ’n log is ook goed.</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Gebeurtenis</translation>
    </message>
    <message>
        <source>Every listener that was considered for an event, and what happened</source>
        <translation>Elke luisteraar wat vir ’n gebeurtenis oorweeg is, en wat gebeur het</translation>
    </message>
    <message>
        <source>Listeners that were considered</source>
        <translation>Luisteraars wat oorweeg is</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Soek op</translation>
    </message>
    <message>
        <source>No listener was considered</source>
        <translation>Geen luisteraar is oorweeg nie</translation>
    </message>
    <message>
        <source>Nothing is known of “{id}”</source>
        <translation>Niks is van “{id}” bekend nie</translation>
    </message>
    <message>
        <source>Record, webhook-id or delivery ID</source>
        <translation>Rekord, webhook-id of aflewering-ID</translation>
    </message>
    <message>
        <source>The platform keeps no event of it. It may be mistyped, older than what is kept, or the record was never created or updated over there.</source>
        <translation>Die platform bewaar geen gebeurtenis daarvan nie. Dit is dalk verkeerd getik, ouer as wat bewaar word, of die rekord is nooit daar geskep of bygewerk nie.</translation>
    </message>
    <message>
        <source>What should have arrived?</source>
        <translation>Wat moes aangekom het?</translation>
    </message>
    <message>
        <source>When this happened there was no listener for {entity}. A listener gets what happens after it was created.</source>
        <translation>Toe dit gebeur het, was daar geen luisteraar vir {entity} nie. ’n Luisteraar kry wat gebeur nadat dit geskep is.</translation>
    </message>
    <message>
        <source>Why did it not arrive?</source>
        <translation>Hoekom het dit nie aangekom nie?</translation>
    </message>
</context>
<context>
    <name>WhyPresenter</name>
    <message>
        <source>On its way</source>
        <translation>Op pad</translation>
    </message>
    <message>
        <source>Send in Production</source>
        <translation>Stuur in Produksie</translation>
    </message>
    <message>
        <source>Send this event in Production?</source>
        <translation>Stuur hierdie gebeurtenis in Produksie?</translation>
    </message>
    <message>
        <source>“{name}” gets it now, with the webhook-id of then.</source>
        <translation>“{name}” kry dit nou, met die webhook-id van toe.</translation>
    </message>
</context>
<context>
    <name>_Actions</name>
    <message>
        <source>Clear selection</source>
        <translation>Maak keuse skoon</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Meer</translation>
    </message>
</context>
<context>
    <name>_Nothing</name>
    <message>
        <source>Try again</source>
        <translation>Probeer weer</translation>
    </message>
</context>
<context>
    <name>_Report</name>
    <message>
        <source>Close the result</source>
        <translation>Sluit die resultaat</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Wys</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>Checking...</source>
        <translation>Gaan tans na...</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nie nagegaan nie</translation>
    </message>
</context>
<context>
    <name>_Running</name>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
</context>
<context>
    <name>causes</name>
    <message>
        <source>Allow TLS 1.2 or newer at the endpoint</source>
        <translation>Laat TLS 1.2 of nuwer by die eindpunt toe</translation>
    </message>
    <message>
        <source>Ask the endpoint&apos;s owner to allow the platform&apos;s addresses</source>
        <translation>Vra die eindpunt se eienaar om die platform se adresse toe te laat</translation>
    </message>
    <message>
        <source>Ask the endpoint&apos;s owner to permit this account</source>
        <translation>Vra die eindpunt se eienaar om hierdie rekening toe te laat</translation>
    </message>
    <message>
        <source>Ask the platform&apos;s operator about the mail server</source>
        <translation>Vra die platform se operateur oor die posbediener</translation>
    </message>
    <message>
        <source>Ask the platform&apos;s operator to allow this network</source>
        <translation>Vra die platform se operateur om hierdie netwerk toe te laat</translation>
    </message>
    <message>
        <source>Check client ID, secret and scope</source>
        <translation>Gaan kliënt-ID, geheim en omvang na</translation>
    </message>
    <message>
        <source>Check that a firewall lets the platform through</source>
        <translation>Gaan na of ’n brandmuur die platform deurlaat</translation>
    </message>
    <message>
        <source>Check that the endpoint is running</source>
        <translation>Gaan na of die eindpunt loop</translation>
    </message>
    <message>
        <source>Check that the endpoint verifies with the present signing secret</source>
        <translation>Gaan na of die eindpunt met die huidige ondertekeningsgeheim verifieer</translation>
    </message>
    <message>
        <source>Check that the name is in the public DNS</source>
        <translation>Gaan na of die naam in die openbare DNS is</translation>
    </message>
    <message>
        <source>Check the clock of the computer that sent it</source>
        <translation>Gaan die horlosie na van die rekenaar wat dit gestuur het</translation>
    </message>
    <message>
        <source>Check the email address</source>
        <translation>Gaan die e-posadres na</translation>
    </message>
    <message>
        <source>Check the path of the address</source>
        <translation>Gaan die adres se pad na</translation>
    </message>
    <message>
        <source>Check the port</source>
        <translation>Gaan die poort na</translation>
    </message>
    <message>
        <source>Check the spelling of the host</source>
        <translation>Gaan die spelling van die gasheer na</translation>
    </message>
    <message>
        <source>Check {credential} and its secret</source>
        <translation>Gaan {credential} en sy geheim na</translation>
    </message>
    <message>
        <source>Choose authentication</source>
        <translation>Kies verifikasie</translation>
    </message>
    <message>
        <source>Choose the authentication it asks for</source>
        <translation>Kies die verifikasie waarvoor dit vra</translation>
    </message>
    <message>
        <source>Compare the payload with what is expected</source>
        <translation>Vergelyk die inhoud met wat verwag word</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Kopieer verslag</translation>
    </message>
    <message>
        <source>Edit address</source>
        <translation>Redigeer adres</translation>
    </message>
    <message>
        <source>Edit payload</source>
        <translation>Redigeer inhoud</translation>
    </message>
    <message>
        <source>Enter secret...</source>
        <translation>Voer geheim in...</translation>
    </message>
    <message>
        <source>Enter the secret of {credential} again</source>
        <translation>Voer die geheim van {credential} weer in</translation>
    </message>
    <message>
        <source>Let the endpoint accept POST at this path</source>
        <translation>Laat die eindpunt POST by hierdie pad aanvaar</translation>
    </message>
    <message>
        <source>Let the endpoint accept application/json</source>
        <translation>Laat die eindpunt application/json aanvaar</translation>
    </message>
    <message>
        <source>Let the endpoint answer at once and do its work afterwards</source>
        <translation>Laat die eindpunt dadelik antwoord en sy werk daarna doen</translation>
    </message>
    <message>
        <source>Let the endpoint send its whole chain of certificates</source>
        <translation>Laat die eindpunt sy hele ketting sertifikate stuur</translation>
    </message>
    <message>
        <source>Let the endpoint take more requests</source>
        <translation>Laat die eindpunt meer versoeke neem</translation>
    </message>
    <message>
        <source>Look into the log of the endpoint</source>
        <translation>Kyk in die eindpunt se log</translation>
    </message>
    <message>
        <source>No access token was granted for {credential}.</source>
        <translation>Geen toegangstoken is vir {credential} toegestaan nie.</translation>
    </message>
    <message>
        <source>No answer from {host} in time.</source>
        <translation>Geen antwoord van {host} betyds nie.</translation>
    </message>
    <message numerus="yes">
        <source>No answer from {host} within %Ln second(s).</source>
        <translation>
            <numerusform>Geen antwoord van {host} binne %Ln sekonde nie.</numerusform>
            <numerusform>Geen antwoord van {host} binne %Ln sekondes nie.</numerusform>
        </translation>
    </message>
    <message>
        <source>No secure connection to {host} could be made.</source>
        <translation>Geen veilige verbinding met {host} kon gemaak word nie.</translation>
    </message>
    <message>
        <source>Open credential</source>
        <translation>Maak geloofsbrief oop</translation>
    </message>
    <message>
        <source>Raise the size limit of the endpoint</source>
        <translation>Verhoog die eindpunt se groottelimiet</translation>
    </message>
    <message>
        <source>Read the response; it often says why</source>
        <translation>Lees die antwoord; dit sê dikwels hoekom</translation>
    </message>
    <message>
        <source>Redirects are not followed. Enter the final address</source>
        <translation>Herleidings word nie gevolg nie. Voer die finale adres in</translation>
    </message>
    <message>
        <source>Redirects are not followed. Use the final address: {location}</source>
        <translation>Herleidings word nie gevolg nie. Gebruik die finale adres: {location}</translation>
    </message>
    <message>
        <source>Renew the certificate of the endpoint</source>
        <translation>Hernu die eindpunt se sertifikaat</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Stuur weer</translation>
    </message>
    <message>
        <source>Show receiver</source>
        <translation>Wys ontvanger</translation>
    </message>
    <message>
        <source>Show response</source>
        <translation>Wys antwoord</translation>
    </message>
    <message>
        <source>Signing secret...</source>
        <translation>Ondertekeningsgeheim...</translation>
    </message>
    <message>
        <source>Start the receiver on this computer, or what else should listen there</source>
        <translation>Begin die ontvanger op hierdie rekenaar, of wat anders daar moet luister</translation>
    </message>
    <message>
        <source>The address of {host} was not found.</source>
        <translation>Die adres van {host} is nie gevind nie.</translation>
    </message>
    <message>
        <source>The certificate of {host} has ended.</source>
        <translation>Die sertifikaat van {host} het verval.</translation>
    </message>
    <message>
        <source>The certificate of {host} is for another name.</source>
        <translation>Die sertifikaat van {host} is vir ’n ander naam.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not signed by a known authority.</source>
        <translation>Die sertifikaat van {host} is nie deur ’n bekende owerheid onderteken nie.</translation>
    </message>
    <message>
        <source>The certificate of {host} is not valid yet.</source>
        <translation>Die sertifikaat van {host} is nog nie geldig nie.</translation>
    </message>
    <message>
        <source>The endpoint accepts {allow} here, but not POST.</source>
        <translation>Die eindpunt aanvaar {allow} hier, maar nie POST nie.</translation>
    </message>
    <message>
        <source>The endpoint answered with status {status}.</source>
        <translation>Die eindpunt het met status {status} geantwoord.</translation>
    </message>
    <message>
        <source>The endpoint asks for authentication, and none was sent.</source>
        <translation>Die eindpunt vra verifikasie, en geen is gestuur nie.</translation>
    </message>
    <message>
        <source>The endpoint did not accept {credential}.</source>
        <translation>Die eindpunt het {credential} nie aanvaar nie.</translation>
    </message>
    <message>
        <source>The endpoint did not understand the request.</source>
        <translation>Die eindpunt het die versoek nie verstaan nie.</translation>
    </message>
    <message>
        <source>The endpoint does not accept JSON.</source>
        <translation>Die eindpunt aanvaar nie JSON nie.</translation>
    </message>
    <message>
        <source>The endpoint does not accept POST.</source>
        <translation>Die eindpunt aanvaar nie POST nie.</translation>
    </message>
    <message>
        <source>The endpoint failed while it handled the request (status {status}).</source>
        <translation>Die eindpunt het misluk terwyl dit die versoek hanteer het (status {status}).</translation>
    </message>
    <message>
        <source>The endpoint finds the payload too large.</source>
        <translation>Die eindpunt vind die inhoud te groot.</translation>
    </message>
    <message>
        <source>The endpoint forbids this, and no authentication was sent.</source>
        <translation>Die eindpunt verbied dit, en geen verifikasie is gestuur nie.</translation>
    </message>
    <message>
        <source>The endpoint gets too many requests.</source>
        <translation>Die eindpunt kry te veel versoeke.</translation>
    </message>
    <message>
        <source>The endpoint is not available at the moment.</source>
        <translation>Die eindpunt is nie tans beskikbaar nie.</translation>
    </message>
    <message>
        <source>The endpoint knows the sender but forbids this.</source>
        <translation>Die eindpunt ken die sender, maar verbied dit.</translation>
    </message>
    <message>
        <source>The endpoint refused what the payload says.</source>
        <translation>Die eindpunt het geweier wat die inhoud sê.</translation>
    </message>
    <message>
        <source>The endpoint says it is gone for good. That answer to an event stops the listener.</source>
        <translation>Die eindpunt sê dit is vir goed weg. Daardie antwoord op ’n gebeurtenis stop die luisteraar.</translation>
    </message>
    <message>
        <source>The mail server cannot take the message now.</source>
        <translation>Die posbediener kan die boodskap nie nou neem nie.</translation>
    </message>
    <message>
        <source>The mail server did not accept the sign-in.</source>
        <translation>Die posbediener het die aanmelding nie aanvaar nie.</translation>
    </message>
    <message>
        <source>The mail server refused the message.</source>
        <translation>Die posbediener het die boodskap geweier.</translation>
    </message>
    <message>
        <source>The mail server refused the recipient.</source>
        <translation>Die posbediener het die geadresseerde geweier.</translation>
    </message>
    <message>
        <source>The record is too large to be sent.</source>
        <translation>Die rekord is te groot om gestuur te word.</translation>
    </message>
    <message>
        <source>The try failed.</source>
        <translation>Die poging het misluk.</translation>
    </message>
    <message>
        <source>There is nothing at this path on {host}.</source>
        <translation>Daar is niks by hierdie pad op {host} nie.</translation>
    </message>
    <message>
        <source>Use a certificate of a public authority</source>
        <translation>Gebruik ’n sertifikaat van ’n openbare owerheid</translation>
    </message>
    <message>
        <source>Use an address that is public</source>
        <translation>Gebruik ’n adres wat openbaar is</translation>
    </message>
    <message>
        <source>Use the name that the certificate is for</source>
        <translation>Gebruik die naam waarvoor die sertifikaat is</translation>
    </message>
    <message>
        <source>Use this address</source>
        <translation>Gebruik hierdie adres</translation>
    </message>
    <message numerus="yes">
        <source>Wait %Ln second(s), as it asks, then send again</source>
        <translation>
            <numerusform>Wag %Ln sekonde, soos dit vra, en stuur weer</numerusform>
            <numerusform>Wag %Ln sekondes, soos dit vra, en stuur weer</numerusform>
        </translation>
    </message>
    <message>
        <source>Wait a moment, then send again</source>
        <translation>Wag ’n oomblik en stuur weer</translation>
    </message>
    <message>
        <source>When the endpoint is back, send again, and turn the listener on if it was stopped</source>
        <translation>Wanneer die eindpunt terug is, stuur weer, en skakel die luisteraar aan as dit gestop is</translation>
    </message>
    <message>
        <source>the credential</source>
        <translation>die geloofsbrief</translation>
    </message>
    <message>
        <source>the endpoint</source>
        <translation>die eindpunt</translation>
    </message>
    <message>
        <source>{host} answered with a redirect to {location}.</source>
        <translation>{host} het met ’n herleiding na {location} geantwoord.</translation>
    </message>
    <message>
        <source>{host} answered, but not in HTTP.</source>
        <translation>{host} het geantwoord, maar nie in HTTP nie.</translation>
    </message>
    <message>
        <source>{host} could not be reached in time.</source>
        <translation>{host} kon nie betyds bereik word nie.</translation>
    </message>
    <message numerus="yes">
        <source>{host} could not be reached within %Ln second(s).</source>
        <translation>
            <numerusform>{host} kon nie binne %Ln sekonde bereik word nie.</numerusform>
            <numerusform>{host} kon nie binne %Ln sekondes bereik word nie.</numerusform>
        </translation>
    </message>
    <message>
        <source>{host} ended the connection before it answered.</source>
        <translation>{host} het die verbinding beëindig voor dit geantwoord het.</translation>
    </message>
    <message>
        <source>{host} is an address inside a network, which the platform may not call.</source>
        <translation>{host} is ’n adres binne ’n netwerk, wat die platform nie mag roep nie.</translation>
    </message>
    <message>
        <source>{host} refused the connection.</source>
        <translation>{host} het die verbinding geweier.</translation>
    </message>
    <message>
        <source>{host} signed its certificate itself, so nobody vouches for it.</source>
        <translation>{host} het sy sertifikaat self onderteken, dus staan niemand daarvoor in nie.</translation>
    </message>
    <message>
        <source>{host} speaks no secure protocol that we do.</source>
        <translation>{host} praat geen veilige protokol wat ons ken nie.</translation>
    </message>
</context>
<context>
    <name>changes</name>
    <message numerus="yes">
        <source>%Ln change(s)</source>
        <translation>
            <numerusform>%Ln verandering</numerusform>
            <numerusform>%Ln veranderinge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln delivery(s)</source>
        <translation>
            <numerusform>%Ln aflewering</numerusform>
            <numerusform>%Ln aflewerings</numerusform>
        </translation>
    </message>
    <message>
        <source>A change made here waits to be sent: let it go, or give it up, first.</source>
        <translation>’n Verandering wat hier gemaak is, wag om gestuur te word: laat dit eers gaan, of gee dit op.</translation>
    </message>
    <message>
        <source>A listener uses it now.</source>
        <translation>’n Luisteraar gebruik dit nou.</translation>
    </message>
    <message>
        <source>API token</source>
        <translation>API-token</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktief</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Enige tyd</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Pogings</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Verifikasie</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Deur</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Gekanselleer</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Verandering</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Geskep</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Geloofsbrief</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Geloofsbriewe</translation>
    </message>
    <message>
        <source>Data of a person</source>
        <translation>Data van ’n persoon</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Skrap</translation>
    </message>
    <message>
        <source>Delete in Production</source>
        <translation>Skrap in Produksie</translation>
    </message>
    <message>
        <source>Delete “{what}”?</source>
        <translation>Skrap “{what}”?</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Geskrap</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Afgelewer</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Aflewerings</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Aflewering</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Besonderhede</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Geredigeer</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-pos</translation>
    </message>
    <message>
        <source>Email address</source>
        <translation>E-posadres</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Eindpunt</translation>
    </message>
    <message>
        <source>Endpoint URL</source>
        <translation>Eindpunt-URL</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Eindig</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Gebeurtenisse</translation>
    </message>
    <message>
        <source>Export changes</source>
        <translation>Voer veranderinge uit</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Uitgevoer</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Misluk</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Uitgereik</translation>
    </message>
    <message>
        <source>It was deleted since, or this computer has not synced it yet.</source>
        <translation>Dit is intussen geskrap, of hierdie rekenaar het dit nog nie gesinkroniseer nie.</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Bewaar</translation>
    </message>
    <message>
        <source>Kept answers</source>
        <translation>Bewaarde antwoorde</translation>
    </message>
    <message>
        <source>Key of the platform</source>
        <translation>Sleutel van die platform</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Soort</translation>
    </message>
    <message>
        <source>Kind of destination</source>
        <translation>Soort bestemming</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Laaste 24 uur</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Laaste 30 dae</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Laaste 7 dae</translation>
    </message>
    <message>
        <source>Leave out older versions</source>
        <translation>Laat ouer weergawes uit</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>Luisteraar</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>Luisteraars</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Boodskappe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Geen</translation>
    </message>
    <message>
        <source>Not active</source>
        <translation>Nie aktief nie</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nie gestuur nie</translation>
    </message>
    <message>
        <source>OAuth 2.0 client</source>
        <translation>OAuth 2.0-kliënt</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Af</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Aan</translation>
    </message>
    <message>
        <source>Only what this change changed is put back.</source>
        <translation>Slegs wat hierdie verandering verander het, word teruggesit.</translation>
    </message>
    <message>
        <source>Operator of the platform</source>
        <translation>Operateur van die platform</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Ander</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Gepouseer</translation>
    </message>
    <message>
        <source>Payloads</source>
        <translation>Inhoude</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Rede</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Rekord</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Rekords</translation>
    </message>
    <message>
        <source>Replaced secrets</source>
        <translation>Geheime vervang</translation>
    </message>
    <message>
        <source>Replayed</source>
        <translation>Herspeel</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Teruggestel</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Teruggesit</translation>
    </message>
    <message>
        <source>Revealed the secret of</source>
        <translation>Geheim gewys van</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Herroep</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rol</translation>
    </message>
    <message>
        <source>Rotated</source>
        <translation>Omgeruil</translation>
    </message>
    <message>
        <source>Rotated the secret of</source>
        <translation>Geheim omgeruil van</translation>
    </message>
    <message>
        <source>Search changes</source>
        <translation>Soek veranderinge</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Geheime</translation>
    </message>
    <message>
        <source>Secrets are never kept, so they cannot be put back.</source>
        <translation>Geheime word nooit bewaar nie, dus kan hulle nie teruggesit word nie.</translation>
    </message>
    <message>
        <source>Signing</source>
        <translation>Ondertekening</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sedert</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestop</translation>
    </message>
    <message>
        <source>Tested</source>
        <translation>Getoets</translation>
    </message>
    <message>
        <source>The same was changed again since: undo the newer change first.</source>
        <translation>Dieselfde is intussen weer verander: ontdoen eers die nuwer verandering.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Daar is niks om te ontdoen nie.</translation>
    </message>
    <message>
        <source>This cannot be undone from here.</source>
        <translation>Dit kan nie van hier af ontdoen word nie.</translation>
    </message>
    <message>
        <source>This computer has not read this change yet. It syncs now.</source>
        <translation>Hierdie rekenaar het nog nie hierdie verandering gelees nie. Dit sinkroniseer nou.</translation>
    </message>
    <message>
        <source>This connection is read only.</source>
        <translation>Hierdie verbinding is leesalleen.</translation>
    </message>
    <message>
        <source>This version of the app does not understand all of this change.</source>
        <translation>Hierdie weergawe van die app verstaan nie alles van hierdie verandering nie.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tyd</translation>
    </message>
    <message>
        <source>Turned off</source>
        <translation>Afgeskakel</translation>
    </message>
    <message>
        <source>Turned on</source>
        <translation>Aangeskakel</translation>
    </message>
    <message>
        <source>Turned on again</source>
        <translation>Weer aangeskakel</translation>
    </message>
    <message>
        <source>Undo in Production</source>
        <translation>Ontdoen in Produksie</translation>
    </message>
    <message>
        <source>Undo this change of “{what}” in Production?</source>
        <translation>Ontdoen hierdie verandering van “{what}” in Produksie?</translation>
    </message>
    <message>
        <source>Undoing its creation deletes it. Its history stays.</source>
        <translation>As die skepping ontdoen word, word dit geskrap. Sy geskiedenis bly.</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Ontdoen</translation>
    </message>
    <message>
        <source>Undone here, on its way to the platform</source>
        <translation>Hier ontdoen, op pad na die platform</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Tot</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Weergawe</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wag</translation>
    </message>
    <message>
        <source>Was stopped because</source>
        <translation>Is gestop omdat</translation>
    </message>
    <message>
        <source>Your account may not change this: {permission} is missing.</source>
        <translation>U rekening mag dit nie verander nie: {permission} ontbreek.</translation>
    </message>
    <message>
        <source>{function} (deleted since)</source>
        <translation>{function} (intussen geskrap)</translation>
    </message>
    <message>
        <source>{start}... (and {count} more characters)</source>
        <translation>{start}... (en nog {count} karakters)</translation>
    </message>
    <message>
        <source>{time}, {change}, {details}, by {who}</source>
        <translation>{time}, {change}, {details}, deur {who}</translation>
    </message>
</context>
<context>
    <name>checks</name>
    <message numerus="yes">
        <source>%Ln day(s) left</source>
        <translation>
            <numerusform>%Ln dag oor</numerusform>
            <numerusform>%Ln dae oor</numerusform>
        </translation>
    </message>
    <message>
        <source>Access token granted</source>
        <translation>Toegangstoken toegestaan</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adres</translation>
    </message>
    <message>
        <source>Address found</source>
        <translation>Adres gevind</translation>
    </message>
    <message>
        <source>Address is never called</source>
        <translation>Adres word nooit geroep nie</translation>
    </message>
    <message>
        <source>Address is not public</source>
        <translation>Adres is nie openbaar nie</translation>
    </message>
    <message>
        <source>Address redirects</source>
        <translation>Adres herlei</translation>
    </message>
    <message>
        <source>Address was not checked</source>
        <translation>Adres is nie nagegaan nie</translation>
    </message>
    <message>
        <source>Address was not found</source>
        <translation>Adres is nie gevind nie</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Sertifikaat</translation>
    </message>
    <message>
        <source>Certificate ends soon</source>
        <translation>Sertifikaat verval binnekort</translation>
    </message>
    <message>
        <source>Certificate is not accepted</source>
        <translation>Sertifikaat word nie aanvaar nie</translation>
    </message>
    <message>
        <source>Certificate is valid</source>
        <translation>Sertifikaat is geldig</translation>
    </message>
    <message>
        <source>Certificate was not checked</source>
        <translation>Sertifikaat is nie nagegaan nie</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Gaan weer na</translation>
    </message>
    <message>
        <source>Check the token URL.</source>
        <translation>Gaan die token-URL na.</translation>
    </message>
    <message numerus="yes">
        <source>Checks: %Ln thing(s) to look at</source>
        <translation>
            <numerusform>Kontroles: %Ln ding om na te kyk</numerusform>
            <numerusform>Kontroles: %Ln dinge om na te kyk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Checks: %Ln thing(s) to put right</source>
        <translation>
            <numerusform>Kontroles: %Ln ding om reg te stel</numerusform>
            <numerusform>Kontroles: %Ln dinge om reg te stel</numerusform>
        </translation>
    </message>
    <message>
        <source>Checks: nothing wrong was found</source>
        <translation>Kontroles: niks verkeerd gevind nie</translation>
    </message>
    <message>
        <source>Choose credential</source>
        <translation>Kies geloofsbrief</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Geloofsbrief</translation>
    </message>
    <message>
        <source>Credential fits, its secret is known here</source>
        <translation>Geloofsbrief pas, sy geheim is hier bekend</translation>
    </message>
    <message>
        <source>Credential fits, its secret is not here</source>
        <translation>Geloofsbrief pas, sy geheim is nie hier nie</translation>
    </message>
    <message>
        <source>Credential of another type</source>
        <translation>Geloofsbrief van ’n ander tipe</translation>
    </message>
    <message>
        <source>Credential was not checked</source>
        <translation>Geloofsbrief is nie nagegaan nie</translation>
    </message>
    <message>
        <source>Each event would arrive more than once.</source>
        <translation>Elke gebeurtenis sou meer as een keer aankom.</translation>
    </message>
    <message>
        <source>Edit address</source>
        <translation>Redigeer adres</translation>
    </message>
    <message>
        <source>Ended {date}</source>
        <translation>Verval {date}</translation>
    </message>
    <message>
        <source>Ends {when}</source>
        <translation>Verval {when}</translation>
    </message>
    <message>
        <source>Enter secret...</source>
        <translation>Voer geheim in...</translation>
    </message>
    <message>
        <source>HEAD: {status}</source>
        <translation>HEAD: {status}</translation>
    </message>
    <message>
        <source>Have it renewed before deliveries fail</source>
        <translation>Laat dit hernu voor aflewerings misluk</translation>
    </message>
    <message>
        <source>Issued by {issuer}.</source>
        <translation>Uitgereik deur {issuer}.</translation>
    </message>
    <message>
        <source>It answered {status}.</source>
        <translation>Dit het {status} geantwoord.</translation>
    </message>
    <message>
        <source>It answered, but with no bearer token.</source>
        <translation>Dit het geantwoord, maar sonder ’n draertoken.</translation>
    </message>
    <message>
        <source>It begins {date}.</source>
        <translation>Dit begin {date}.</translation>
    </message>
    <message>
        <source>It holds characters that no header carries.</source>
        <translation>Dit bevat karakters wat geen opskrif dra nie.</translation>
    </message>
    <message>
        <source>It is for {names}.</source>
        <translation>Dit is vir {names}.</translation>
    </message>
    <message>
        <source>It is reserved or belongs to a metadata service, so nothing calls it.</source>
        <translation>Dit is gereserveer of behoort aan ’n metadatadiens, dus roep niks dit nie.</translation>
    </message>
    <message>
        <source>Its type is not the authentication that is chosen here.</source>
        <translation>Sy tipe is nie die verifikasie wat hier gekies is nie.</translation>
    </message>
    <message>
        <source>No access token</source>
        <translation>Geen toegangstoken nie</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Geen antwoord nie</translation>
    </message>
    <message>
        <source>No authentication</source>
        <translation>Geen verifikasie nie</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Geen verbinding nie</translation>
    </message>
    <message>
        <source>No credential</source>
        <translation>Geen geloofsbrief nie</translation>
    </message>
    <message>
        <source>No other listener sends this there</source>
        <translation>Geen ander luisteraar stuur dit daarheen nie</translation>
    </message>
    <message>
        <source>No redirect</source>
        <translation>Geen herleiding nie</translation>
    </message>
    <message>
        <source>No secure connection</source>
        <translation>Geen veilige verbinding nie</translation>
    </message>
    <message>
        <source>None is chosen, or it is not there any more.</source>
        <translation>Geen is gekies nie, of dit is nie meer daar nie.</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>Nie geënkripteer nie</translation>
    </message>
    <message>
        <source>Open credential</source>
        <translation>Maak geloofsbrief oop</translation>
    </message>
    <message>
        <source>Other listeners</source>
        <translation>Ander luisteraars</translation>
    </message>
    <message>
        <source>Other listeners were not compared</source>
        <translation>Ander luisteraars is nie vergelyk nie</translation>
    </message>
    <message>
        <source>Redirect</source>
        <translation>Herleiding</translation>
    </message>
    <message>
        <source>Redirect was not checked</source>
        <translation>Herleiding is nie nagegaan nie</translation>
    </message>
    <message>
        <source>Redirects are not followed. Enter the final address.</source>
        <translation>Herleidings word nie gevolg nie. Voer die finale adres in.</translation>
    </message>
    <message>
        <source>Secret cannot be sent</source>
        <translation>Geheim kan nie gestuur word nie</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Wys dit</translation>
    </message>
    <message>
        <source>Stays on this computer</source>
        <translation>Bly op hierdie rekenaar</translation>
    </message>
    <message>
        <source>The platform has it and uses it. To try it from this computer, enter it here.</source>
        <translation>Die platform het dit en gebruik dit. Om dit van hierdie rekenaar af te probeer, voer dit hier in.</translation>
    </message>
    <message numerus="yes">
        <source>The same events are sent there by %Ln other listener(s)</source>
        <translation>
            <numerusform>Dieselfde gebeurtenisse word deur nog %Ln luisteraar daarheen gestuur</numerusform>
            <numerusform>Dieselfde gebeurtenisse word deur nog %Ln luisteraars daarheen gestuur</numerusform>
        </translation>
    </message>
    <message>
        <source>The token URL did not work</source>
        <translation>Die token-URL het nie gewerk nie</translation>
    </message>
    <message>
        <source>This is an address inside a network. The platform does not call it unless its operator allows that network.</source>
        <translation>Dit is ’n adres binne ’n netwerk. Die platform roep dit nie tensy sy operateur daardie netwerk toelaat nie.</translation>
    </message>
    <message>
        <source>This is this computer&apos;s own address. The platform does not call it unless its operator allows that.</source>
        <translation>Dit is hierdie rekenaar se eie adres. Die platform roep dit nie tensy sy operateur dit toelaat nie.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Probeer oor ’n oomblik weer.</translation>
    </message>
    <message>
        <source>Until {date}</source>
        <translation>Tot {date}</translation>
    </message>
    <message>
        <source>issued by {issuer}</source>
        <translation>uitgereik deur {issuer}</translation>
    </message>
</context>
<context>
    <name>connect</name>
    <message>
        <source>Address found</source>
        <translation>Adres gevind</translation>
    </message>
    <message>
        <source>Connection is secure</source>
        <translation>Verbinding is veilig</translation>
    </message>
    <message>
        <source>Encrypted, certificate checked</source>
        <translation>Geënkripteer, sertifikaat nagegaan</translation>
    </message>
    <message>
        <source>May manage webhook listeners</source>
        <translation>Mag webhook-luisteraars bestuur</translation>
    </message>
    <message>
        <source>Nothing here reaches real clients, so changes are not asked for.</source>
        <translation>Niks hier bereik werklike kliënte nie, dus word nie oor veranderinge gevra nie.</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message numerus="yes">
        <source>Plan Pro, %Ln Distribution Channel(s)</source>
        <translation>
            <numerusform>Plan Pro, %Ln verspreidingskanaal</numerusform>
            <numerusform>Plan Pro, %Ln verspreidingskanale</numerusform>
        </translation>
    </message>
    <message>
        <source>Production asks before every change</source>
        <translation>Produksie vra voor elke verandering</translation>
    </message>
    <message>
        <source>Read and change</source>
        <translation>Lees en verander</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Leesalleen</translation>
    </message>
    <message>
        <source>Set the one that is wrong: times do not agree, and signatures may be refused.</source>
        <translation>Stel die een wat verkeerd is: tye stem nie ooreen nie, en handtekeninge kan geweier word.</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Aangemeld</translation>
    </message>
    <message>
        <source>Staging asks before deleting</source>
        <translation>Voorproduksie vra voor dit skrap</translation>
    </message>
    <message>
        <source>Stays on this computer</source>
        <translation>Bly op hierdie rekenaar</translation>
    </message>
    <message>
        <source>The environment tag stays visible at all times, and on every button that changes something.</source>
        <translation>Die omgewing se etiket bly altyd sigbaar, en op elke knoppie wat iets verander.</translation>
    </message>
    <message>
        <source>The environment tag stays visible at all times.</source>
        <translation>Die omgewing se etiket bly altyd sigbaar.</translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %Ln minute(s) ahead of the platform&apos;s.</source>
        <translation>
            <numerusform>Hierdie rekenaar se horlosie is %Ln minuut voor die platform s’n.</numerusform>
            <numerusform>Hierdie rekenaar se horlosie is %Ln minute voor die platform s’n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This computer&apos;s clock is %Ln minute(s) behind the platform&apos;s.</source>
        <translation>
            <numerusform>Hierdie rekenaar se horlosie is %Ln minuut agter die platform s’n.</numerusform>
            <numerusform>Hierdie rekenaar se horlosie is %Ln minute agter die platform s’n.</numerusform>
        </translation>
    </message>
    <message>
        <source>This is a sandbox</source>
        <translation>Dit is ’n sandput</translation>
    </message>
    <message>
        <source>Webhook listeners</source>
        <translation>Webhook-luisteraars</translation>
    </message>
    <message>
        <source>Without Distribution Channels</source>
        <translation>Sonder verspreidingskanale</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} gevind</translation>
    </message>
</context>
<context>
    <name>credentials</name>
    <message>
        <source>401, {when}</source>
        <translation>401, {when}</translation>
    </message>
    <message>
        <source>A token was granted {when}</source>
        <translation>’n Token is {when} toegestaan</translation>
    </message>
    <message>
        <source>Accepted after its end</source>
        <translation>Aanvaar ná dit verval het</translation>
    </message>
    <message>
        <source>CRM production</source>
        <translation>CRM-produksie</translation>
    </message>
    <message>
        <source>Changed since the last answer</source>
        <translation>Verander sedert die laaste antwoord</translation>
    </message>
    <message>
        <source>Conflict to resolve</source>
        <translation>Konflik om op te los</translation>
    </message>
    <message>
        <source>Created here, waiting to sync</source>
        <translation>Hier geskep, wag vir sinkronisering</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Geloofsbrief</translation>
    </message>
    <message>
        <source>Edited, waiting to sync</source>
        <translation>Geredigeer, wag vir sinkronisering</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Verval</translation>
    </message>
    <message>
        <source>Ends soon</source>
        <translation>Verval binnekort</translation>
    </message>
    <message numerus="yes">
        <source>In %Ln day(s), {date}</source>
        <translation>
            <numerusform>Oor %Ln dag, {date}</numerusform>
            <numerusform>Oor %Ln dae, {date}</numerusform>
        </translation>
    </message>
    <message>
        <source>Last success</source>
        <translation>Laaste sukses</translation>
    </message>
    <message>
        <source>Leave empty to keep the present one, which ends in {end}.</source>
        <translation>Laat leeg om die huidige een te hou, wat op {end} eindig.</translation>
    </message>
    <message>
        <source>Leave empty to keep the present one.</source>
        <translation>Laat leeg om die huidige een te hou.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nooit</translation>
    </message>
    <message>
        <source>No end known</source>
        <translation>Geen einde bekend nie</translation>
    </message>
    <message>
        <source>No endpoint has accepted it yet</source>
        <translation>Geen eindpunt het dit nog aanvaar nie</translation>
    </message>
    <message>
        <source>No listener uses it</source>
        <translation>Geen luisteraar gebruik dit nie</translation>
    </message>
    <message>
        <source>No token, {when}</source>
        <translation>Geen token, {when}</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nie nagegaan nie</translation>
    </message>
    <message>
        <source>Nothing was sent with it yet</source>
        <translation>Nog niks is daarmee gestuur nie</translation>
    </message>
    <message>
        <source>Refused, see why</source>
        <translation>Geweier, kyk hoekom</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Verwerp</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Toestand</translation>
    </message>
    <message>
        <source>This connection only reads</source>
        <translation>Hierdie verbinding lees net</translation>
    </message>
    <message>
        <source>Token until {time}</source>
        <translation>Token tot {time}</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Onveranderd</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Gebruik deur</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Geldig</translation>
    </message>
    <message>
        <source>Your account may not change credentials: credentials:write is missing</source>
        <translation>U rekening mag nie geloofsbriewe verander nie: credentials:write ontbreek</translation>
    </message>
    <message numerus="yes">
        <source>used by %Ln listener(s)</source>
        <translation>
            <numerusform>gebruik deur %Ln luisteraar</numerusform>
            <numerusform>gebruik deur %Ln luisteraars</numerusform>
        </translation>
    </message>
    <message>
        <source>{label} (optional)</source>
        <translation>{label} (opsioneel)</translation>
    </message>
    <message>
        <source>{type}, header {header}</source>
        <translation>{type}, opskrif {header}</translation>
    </message>
</context>
<context>
    <name>deliveries</name>
    <message numerus="yes">
        <source>%Ln attempt(s)</source>
        <translation>
            <numerusform>%Ln poging</numerusform>
            <numerusform>%Ln pogings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln delivery(s)</source>
        <translation>
            <numerusform>%Ln aflewering</numerusform>
            <numerusform>%Ln aflewerings</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Enige tyd</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Gekanselleer</translation>
    </message>
    <message>
        <source>Copied: delivery, event, record and listener ID</source>
        <translation>Gekopieer: ID van aflewering, gebeurtenis, rekord en luisteraar</translation>
    </message>
    <message>
        <source>Copy IDs</source>
        <translation>Kopieer ID’s</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>Kopieer as cURL</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Afgelewer</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Aflewerings</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Gebeurtenis</translation>
    </message>
    <message>
        <source>Every attempt to reach an endpoint or a mailbox</source>
        <translation>Elke poging om ’n eindpunt of ’n posbus te bereik</translation>
    </message>
    <message>
        <source>Export deliveries</source>
        <translation>Voer aflewerings uit</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Misluk</translation>
    </message>
    <message>
        <source>From the event to the result</source>
        <translation>Van die gebeurtenis tot die resultaat</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Opgegee</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Laaste 24 uur</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Laaste 7 dae</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Laaste uur</translation>
    </message>
    <message>
        <source>Next try at {time}</source>
        <translation>Volgende poging om {time}</translation>
    </message>
    <message>
        <source>Nothing was sent yet</source>
        <translation>Nog niks is gestuur nie</translation>
    </message>
    <message>
        <source>Only requests over HTTP can be copied</source>
        <translation>Slegs versoeke oor HTTP kan gekopieer word</translation>
    </message>
    <message>
        <source>Open in mailbox</source>
        <translation>Maak oop in posbus</translation>
    </message>
    <message>
        <source>Open listener</source>
        <translation>Maak luisteraar oop</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Rekord</translation>
    </message>
    <message>
        <source>Replay now</source>
        <translation>Herspeel nou</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultaat</translation>
    </message>
    <message>
        <source>Search by ID</source>
        <translation>Soek volgens ID</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>The last try</source>
        <translation>Die laaste poging</translation>
    </message>
    <message>
        <source>This connection only reads</source>
        <translation>Hierdie verbinding lees net</translation>
    </message>
    <message>
        <source>This listener is not there any more</source>
        <translation>Hierdie luisteraar is nie meer daar nie</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tyd</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Duur</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Pogings</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wag</translation>
    </message>
    <message>
        <source>Why did it not arrive?</source>
        <translation>Hoekom het dit nie aangekom nie?</translation>
    </message>
    <message>
        <source>Your account may not replay: deliveries:replay is missing</source>
        <translation>U rekening mag nie herspeel nie: deliveries:replay ontbreek</translation>
    </message>
    <message>
        <source>version {number}</source>
        <translation>weergawe {number}</translation>
    </message>
    <message>
        <source>{attempt}, by hand</source>
        <translation>{attempt}, met die hand</translation>
    </message>
    <message>
        <source>{count} attempts</source>
        <translation>{count} pogings</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{record} was created</source>
        <translation>{record} is geskep</translation>
    </message>
    <message>
        <source>{record} was updated</source>
        <translation>{record} is bygewerk</translation>
    </message>
    <message>
        <source>{time}, attempt {number}</source>
        <translation>{time}, poging {number}</translation>
    </message>
    <message>
        <source>{time}, version {number}</source>
        <translation>{time}, weergawe {number}</translation>
    </message>
    <message>
        <source>{time}, {entity} {function}, record {record}, {result}, {tries}</source>
        <translation>{time}, {entity} {function}, rekord {record}, {result}, {tries}</translation>
    </message>
    <message>
        <source>{when}, attempt {number}</source>
        <translation>{when}, poging {number}</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Sluit</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Kopieer besonderhede</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Besonderhede</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Gooi weg</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Redigeer verder</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Stoor</translation>
    </message>
</context>
<context>
    <name>environment</name>
    <message>
        <source>Brown</source>
        <translation>Bruin</translation>
    </message>
    <message>
        <source>Olive</source>
        <translation>Olyf</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produksie</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandput</translation>
    </message>
    <message>
        <source>Slate</source>
        <translation>Leiklip</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>Voorproduksie</translation>
    </message>
    <message>
        <source>That of its kind</source>
        <translation>Dié van sy soort</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>A proxy or a sign-in page of the network is in between. Sign in there, in a browser for example, then try again. Nothing was changed here.</source>
        <translation>’n Instaanbediener of ’n aanmeldbladsy van die netwerk staan tussenin. Meld daar aan, byvoorbeeld in ’n blaaier, en probeer weer. Niks is hier verander nie.</translation>
    </message>
    <message>
        <source>A window that asks to unlock it may be open behind this one. It goes on from there by itself.</source>
        <translation>’n Venster wat vra om dit oop te sluit, is dalk agter hierdie een oop. Daarna gaan alles vanself voort.</translation>
    </message>
    <message>
        <source>Another instance answers at this address</source>
        <translation>’n Ander instansie antwoord by hierdie adres</translation>
    </message>
    <message>
        <source>Another program is using the local copy</source>
        <translation>’n Ander program gebruik die plaaslike kopie</translation>
    </message>
    <message>
        <source>Another program may hold it. Try again in a moment.</source>
        <translation>’n Ander program hou dit dalk. Probeer oor ’n oomblik weer.</translation>
    </message>
    <message>
        <source>Another program runs the practice platform. End it there, then reset it here.</source>
        <translation>’n Ander program laat die oefenplatform loop. Beëindig dit daar en stel dit dan hier terug.</translation>
    </message>
    <message>
        <source>Ask your administrator to add it: {permission}</source>
        <translation>Vra u administrateur om dit by te voeg: {permission}</translation>
    </message>
    <message>
        <source>At most 1,280 characters can be kept.</source>
        <translation>Hoogstens 1&#xa0;280 karakters kan bewaar word.</translation>
    </message>
    <message>
        <source>Check both, and that the client was not revoked.</source>
        <translation>Gaan albei na, en of die kliënt nie herroep is nie.</translation>
    </message>
    <message>
        <source>Check that it is running and reachable from this network.</source>
        <translation>Gaan na of dit loop en van hierdie netwerk af bereikbaar is.</translation>
    </message>
    <message>
        <source>Check the disk and {path}.</source>
        <translation>Gaan die skyf en {path} na.</translation>
    </message>
    <message>
        <source>Check the fields, then try again.</source>
        <translation>Gaan die velde na en probeer weer.</translation>
    </message>
    <message>
        <source>Check the spelling and the network connection.</source>
        <translation>Gaan die spelling en die netwerkverbinding na.</translation>
    </message>
    <message>
        <source>Check who may write {path}.</source>
        <translation>Gaan na wie {path} mag skryf.</translation>
    </message>
    <message>
        <source>Choose an address that is meant for this.</source>
        <translation>Kies ’n adres wat hiervoor bedoel is.</translation>
    </message>
    <message>
        <source>Close other windows of this app, then try again.</source>
        <translation>Sluit ander vensters van hierdie app en probeer weer.</translation>
    </message>
    <message>
        <source>Compare both versions before saving again.</source>
        <translation>Vergelyk albei weergawes voor u weer stoor.</translation>
    </message>
    <message>
        <source>Connect again and enter it.</source>
        <translation>Koppel weer en voer dit in.</translation>
    </message>
    <message>
        <source>It ended before it was ready. Try again.</source>
        <translation>Dit het geëindig voor dit gereed was. Probeer weer.</translation>
    </message>
    <message>
        <source>It has no such function. Nothing was changed.</source>
        <translation>Dit het nie so ’n funksie nie. Niks is verander nie.</translation>
    </message>
    <message>
        <source>It may be restarting. Try again in a moment.</source>
        <translation>Dit herbegin dalk. Probeer oor ’n oomblik weer.</translation>
    </message>
    <message>
        <source>It may have ended or been revoked. Sign in again.</source>
        <translation>Dit het dalk verval of is herroep. Meld weer aan.</translation>
    </message>
    <message>
        <source>It signed its certificate itself, so nobody vouches for it. If it is meant to, have that certificate added to those that this computer trusts, then try again.</source>
        <translation>Dit het sy sertifikaat self onderteken, dus staan niemand daarvoor in nie. As dit so bedoel is, laat daardie sertifikaat voeg by dié wat hierdie rekenaar vertrou, en probeer weer.</translation>
    </message>
    <message>
        <source>Its administrator has locked the platform&apos;s address. Nothing was sent.</source>
        <translation>Sy administrateur het die platform se adres gesluit. Niks is gestuur nie.</translation>
    </message>
    <message>
        <source>Its certificate could not be checked. Ask whoever runs the platform, or try again from another network.</source>
        <translation>Sy sertifikaat kon nie nagegaan word nie. Vra wie die platform bestuur, of probeer weer vanaf ’n ander netwerk.</translation>
    </message>
    <message>
        <source>Its certificate has ended, or the clock of this computer is wrong.</source>
        <translation>Sy sertifikaat het verval, of hierdie rekenaar se horlosie is verkeerd.</translation>
    </message>
    <message>
        <source>Its certificate is for another name. Enter the address as the platform is called.</source>
        <translation>Sy sertifikaat is vir ’n ander naam. Voer die adres in soos die platform heet.</translation>
    </message>
    <message>
        <source>Its certificate is for {names}, not for this address. Enter the address with such a name, if it is the platform&apos;s.</source>
        <translation>Sy sertifikaat is vir {names}, nie vir hierdie adres nie. Voer die adres met so ’n naam in, as dit die platform s’n is.</translation>
    </message>
    <message>
        <source>Its certificate is not valid yet, or the clock of this computer is wrong.</source>
        <translation>Sy sertifikaat is nog nie geldig nie, of hierdie rekenaar se horlosie is verkeerd.</translation>
    </message>
    <message>
        <source>Its certificate is signed by no authority that this computer trusts. If your organisation has its own, have that added to this computer, then try again.</source>
        <translation>Sy sertifikaat is onderteken deur geen owerheid wat hierdie rekenaar vertrou nie. As u organisasie sy eie het, laat dit by hierdie rekenaar voeg, en probeer weer.</translation>
    </message>
    <message>
        <source>Its certificate is valid from {since} on, and the clock of this computer says {now}. If that is wrong, set the clock; else the platform needs another certificate.</source>
        <translation>Sy sertifikaat is geldig van {since} af, en hierdie rekenaar se horlosie sê {now}. As dit verkeerd is, stel die horlosie; anders het die platform ’n ander sertifikaat nodig.</translation>
    </message>
    <message>
        <source>Its certificate was valid until {until}, and the clock of this computer says {now}. If that is wrong, set the clock; else the platform needs a new certificate.</source>
        <translation>Sy sertifikaat was geldig tot {until}, en hierdie rekenaar se horlosie sê {now}. As dit verkeerd is, stel die horlosie; anders het die platform ’n nuwe sertifikaat nodig.</translation>
    </message>
    <message>
        <source>Most of the listeners are gone on the platform</source>
        <translation>Die meeste luisteraars is weg op die platform</translation>
    </message>
    <message>
        <source>No answer from {host} in time</source>
        <translation>Geen antwoord van {host} betyds nie</translation>
    </message>
    <message>
        <source>No port of this computer could be used</source>
        <translation>Geen poort van hierdie rekenaar kon gebruik word nie</translation>
    </message>
    <message>
        <source>No system keychain was found</source>
        <translation>Geen stelselsleutelring is gevind nie</translation>
    </message>
    <message>
        <source>Nothing is sent to it and nothing taken over from it. Check the address, or add it as a connection of its own.</source>
        <translation>Niks word daarheen gestuur en niks daarvandaan oorgeneem nie. Gaan die adres na, of voeg dit as ’n eie verbinding by.</translation>
    </message>
    <message>
        <source>Nothing of it was changed. Try again.</source>
        <translation>Niks daarvan is verander nie. Probeer weer.</translation>
    </message>
    <message>
        <source>Nothing was changed here. Try again in a moment.</source>
        <translation>Niks is hier verander nie. Probeer oor ’n oomblik weer.</translation>
    </message>
    <message>
        <source>Nothing was changed. File &gt; Manage connections has the switch.</source>
        <translation>Niks is verander nie. Die skakelaar is by Lêer &gt; Bestuur verbindings.</translation>
    </message>
    <message>
        <source>Nothing was changed. Free some space, then try again.</source>
        <translation>Niks is verander nie. Maak plek op die skyf en probeer weer.</translation>
    </message>
    <message>
        <source>Nothing was lost. The log has the details: Help &gt; Show log folder.</source>
        <translation>Niks is verlore nie. Die log het die besonderhede: Hulp &gt; Wys logvouer.</translation>
    </message>
    <message>
        <source>Redirects are not followed, so that the credential goes nowhere else. Enter the final address; a sign-in page of the network may redirect, too: sign in there, then try again.</source>
        <translation>Herleidings word nie gevolg nie, sodat die geloofsbrief nêrens anders heen gaan nie. Voer die finale adres in; ’n aanmeldbladsy van die netwerk kan ook herlei: meld daar aan en probeer weer.</translation>
    </message>
    <message>
        <source>Redirects are not followed. Enter the final address.</source>
        <translation>Herleidings word nie gevolg nie. Voer die finale adres in.</translation>
    </message>
    <message>
        <source>Refresh, then try again.</source>
        <translation>Herlaai en probeer weer.</translation>
    </message>
    <message>
        <source>Secrets are kept until the app closes, then asked again.</source>
        <translation>Geheime word bewaar tot die app sluit en dan weer gevra.</translation>
    </message>
    <message>
        <source>Someone changed this in the meantime</source>
        <translation>Iemand het dit intussen verander</translation>
    </message>
    <message>
        <source>Someone may have deleted it. Refresh to see what is there.</source>
        <translation>Iemand het dit dalk geskrap. Herlaai om te sien wat daar is.</translation>
    </message>
    <message>
        <source>Something else answered, perhaps a sign-in page of the network. Check the address, then try again. Nothing was changed here.</source>
        <translation>Iets anders het geantwoord, dalk ’n aanmeldbladsy van die netwerk. Gaan die adres na en probeer weer. Niks is hier verander nie.</translation>
    </message>
    <message>
        <source>Something on the way to {host} asks to sign in</source>
        <translation>Iets op pad na {host} vra om aan te meld</translation>
    </message>
    <message>
        <source>Something went wrong in this app</source>
        <translation>Iets het in hierdie app verkeerd geloop</translation>
    </message>
    <message>
        <source>The address {host} was not found</source>
        <translation>Die adres {host} is nie gevind nie</translation>
    </message>
    <message>
        <source>The connection to {host} is not secure</source>
        <translation>Die verbinding met {host} is nie veilig nie</translation>
    </message>
    <message>
        <source>The credential of this connection is not stored here</source>
        <translation>Die geloofsbrief van hierdie verbinding word nie hier bewaar nie</translation>
    </message>
    <message>
        <source>The data folder cannot be written</source>
        <translation>Daar kan nie in die datavouer geskryf word nie</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Die skyf is vol</translation>
    </message>
    <message>
        <source>The file of your connections is damaged</source>
        <translation>Die lêer van u verbindings is beskadig</translation>
    </message>
    <message>
        <source>The local copy cannot be read</source>
        <translation>Die plaaslike kopie kan nie gelees word nie</translation>
    </message>
    <message>
        <source>The local copy is damaged</source>
        <translation>Die plaaslike kopie is beskadig</translation>
    </message>
    <message>
        <source>The local copy was made by a newer version of this app</source>
        <translation>Die plaaslike kopie is deur ’n nuwer weergawe van hierdie app gemaak</translation>
    </message>
    <message>
        <source>The platform cannot do this now</source>
        <translation>Die platform kan dit nie nou doen nie</translation>
    </message>
    <message>
        <source>The platform did not accept the client ID and secret</source>
        <translation>Die platform het die kliënt-ID en -geheim nie aanvaar nie</translation>
    </message>
    <message>
        <source>The platform did not accept the credential</source>
        <translation>Die platform het die geloofsbrief nie aanvaar nie</translation>
    </message>
    <message>
        <source>The platform does not offer this</source>
        <translation>Die platform bied dit nie aan nie</translation>
    </message>
    <message>
        <source>The platform is busy</source>
        <translation>Die platform is besig</translation>
    </message>
    <message>
        <source>The platform refused what was entered</source>
        <translation>Die platform het geweier wat ingevoer is</translation>
    </message>
    <message>
        <source>The platform reported a fault (status {status})</source>
        <translation>Die platform het ’n fout gemeld (status {status})</translation>
    </message>
    <message>
        <source>The platform says that {count} of {known} are gone. They are kept here until you have looked at the list and decided.</source>
        <translation>Die platform sê dat {count} van {known} weg is. Hulle word hier bewaar tot u na die lys gekyk en besluit het.</translation>
    </message>
    <message>
        <source>The sandbox did not start</source>
        <translation>Die sandput het nie begin nie</translation>
    </message>
    <message>
        <source>The sandbox was not reset</source>
        <translation>Die sandput is nie teruggestel nie</translation>
    </message>
    <message>
        <source>The system keychain cannot be used now</source>
        <translation>Die stelsel se sleutelring kan nie nou gebruik word nie</translation>
    </message>
    <message>
        <source>The system keychain did not keep the secret</source>
        <translation>Die stelsel se sleutelring het die geheim nie bewaar nie</translation>
    </message>
    <message>
        <source>The system keychain is locked</source>
        <translation>Die stelsel se sleutelring is gesluit</translation>
    </message>
    <message>
        <source>This address does not answer like a platform</source>
        <translation>Hierdie adres antwoord nie soos ’n platform nie</translation>
    </message>
    <message>
        <source>This computer is set up to use the proxy {proxy}; this app connects directly, which its network has to allow.</source>
        <translation>Hierdie rekenaar is opgestel om die instaanbediener {proxy} te gebruik; hierdie toepassing verbind direk, wat sy netwerk moet toelaat.</translation>
    </message>
    <message>
        <source>This computer may only connect to {address}</source>
        <translation>Hierdie rekenaar mag net aan {address} koppel</translation>
    </message>
    <message>
        <source>This connection is read only</source>
        <translation>Hierdie verbinding is leesalleen</translation>
    </message>
    <message>
        <source>This file is not a local copy of this app</source>
        <translation>Hierdie lêer is nie ’n plaaslike kopie van hierdie app nie</translation>
    </message>
    <message>
        <source>This is not on the platform any more</source>
        <translation>Dit is nie meer op die platform nie</translation>
    </message>
    <message>
        <source>This secret is too long for the system keychain</source>
        <translation>Hierdie geheim is te lank vir die stelsel se sleutelring</translation>
    </message>
    <message numerus="yes">
        <source>Try again in %Ln minute(s).</source>
        <translation>
            <numerusform>Probeer weer oor %Ln minuut.</numerusform>
            <numerusform>Probeer weer oor %Ln minute.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Probeer oor ’n oomblik weer.</translation>
    </message>
    <message>
        <source>Try again in {seconds} s.</source>
        <translation>Probeer weer oor {seconds} s.</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>Ontsluit dit en probeer weer.</translation>
    </message>
    <message>
        <source>Waiting for the system keychain</source>
        <translation>Wag vir die stelsel se sleutelring</translation>
    </message>
    <message>
        <source>What answers there speaks neither TLS 1.2 nor 1.3. Check the address and port.</source>
        <translation>Wat daar antwoord, praat nóg TLS 1.2 nóg 1.3. Gaan die adres en poort na.</translation>
    </message>
    <message>
        <source>What was there before is unchanged. Try again.</source>
        <translation>Wat voorheen daar was, is onveranderd. Probeer weer.</translation>
    </message>
    <message>
        <source>Your account does not have the permission for this</source>
        <translation>U rekening het nie die toestemming hiervoor nie</translation>
    </message>
    <message>
        <source>Your connections were saved by a newer version of this app</source>
        <translation>U verbindings is deur ’n nuwer weergawe van hierdie app bewaar</translation>
    </message>
    <message>
        <source>not named by the platform</source>
        <translation>nie deur die platform genoem nie</translation>
    </message>
    <message>
        <source>the platform</source>
        <translation>die platform</translation>
    </message>
    <message>
        <source>{field} is not accepted</source>
        <translation>{field} word nie aanvaar nie</translation>
    </message>
    <message>
        <source>{host} answered with a redirect</source>
        <translation>{host} het met ’n herleiding geantwoord</translation>
    </message>
    <message>
        <source>{host} cannot be reached</source>
        <translation>{host} kan nie bereik word nie</translation>
    </message>
    <message>
        <source>{host} ended the connection</source>
        <translation>{host} het die verbinding beëindig</translation>
    </message>
    <message>
        <source>{host} is an address that may not be called</source>
        <translation>{host} is ’n adres wat nie geroep mag word nie</translation>
    </message>
    <message>
        <source>{host} leads on to {target}</source>
        <translation>{host} lei na {target}</translation>
    </message>
    <message>
        <source>{path} was left as it is. Put one from a backup in its place, or move it away to begin without connections.</source>
        <translation>{path} is gelaat soos dit is. Sit een uit ’n rugsteun in sy plek, of skuif dit weg om sonder verbindings te begin.</translation>
    </message>
    <message>
        <source>{path} was left as it is. Start the app again: a damaged local copy is then moved aside, and whatever can be read in it is kept.</source>
        <translation>{path} is gelaat soos dit is. Begin die app weer: ’n beskadigde plaaslike kopie word dan opsy geskuif, en wat daarin gelees kan word, word bewaar.</translation>
    </message>
    <message>
        <source>{path} was not opened.</source>
        <translation>{path} is nie oopgemaak nie.</translation>
    </message>
    <message>
        <source>{path} was not opened. Install the newer version.</source>
        <translation>{path} is nie oopgemaak nie. Installeer die nuwer weergawe.</translation>
    </message>
</context>
<context>
    <name>form</name>
    <message>
        <source>A payload is one object: it begins with a brace.</source>
        <translation>Inhoud is een objek: dit begin met ’n krulhakie.</translation>
    </message>
    <message>
        <source>Confirm that this mailbox can take about {count} a day.</source>
        <translation>Bevestig dat hierdie posbus omtrent {count} per dag kan hanteer.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Gooi weg</translation>
    </message>
    <message>
        <source>Discard your changes?</source>
        <translation>Gooi u veranderinge weg?</translation>
    </message>
    <message>
        <source>Save to Production</source>
        <translation>Stoor in Produksie</translation>
    </message>
    <message>
        <source>Save your changes?</source>
        <translation>Stoor u veranderinge?</translation>
    </message>
    <message>
        <source>Save “{name}” to Production?</source>
        <translation>Stoor “{name}” in Produksie?</translation>
    </message>
    <message>
        <source>Saved as {url}</source>
        <translation>As {url} gestoor</translation>
    </message>
    <message>
        <source>The platform does not send this entity.</source>
        <translation>Die platform stuur nie hierdie entiteit nie.</translation>
    </message>
    <message>
        <source>The platform does not support this function yet.</source>
        <translation>Die platform ondersteun nog nie hierdie funksie nie.</translation>
    </message>
    <message>
        <source>The platform sends {limit} at most: this would fail without being sent.</source>
        <translation>Die platform stuur hoogstens {limit}: dit sou misluk sonder om gestuur te word.</translation>
    </message>
    <message>
        <source>They are lost when you leave without saving.</source>
        <translation>Hulle gaan verlore as u weggaan sonder om te stoor.</translation>
    </message>
    <message>
        <source>This is not JSON that can be sent: {reason}</source>
        <translation>Dit is nie JSON wat gestuur kan word nie: {reason}</translation>
    </message>
    <message>
        <source>This record is too large to be edited here.</source>
        <translation>Hierdie rekord is te groot om hier geredigeer te word.</translation>
    </message>
    <message>
        <source>Whole instance</source>
        <translation>Hele instansie</translation>
    </message>
    <message>
        <source>{connection} keeps it turned off. It is for {entity} to {where}.</source>
        <translation>{connection} hou dit afgeskakel. Dit is vir {entity} na {where}.</translation>
    </message>
    <message>
        <source>{connection} sends {entity} to {where} from now on.</source>
        <translation>{connection} stuur {entity} van nou af na {where}.</translation>
    </message>
    <message>
        <source>{entity} can be listened to</source>
        <translation>Na {entity} kan geluister word</translation>
    </message>
    <message>
        <source>{entity} does not send this function.</source>
        <translation>{entity} stuur nie hierdie funksie nie.</translation>
    </message>
    <message>
        <source>{last} is supported now. Other functions do not activate.</source>
        <translation>{last} word nou ondersteun. Ander funksies word nie aktief nie.</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name} (kopie)</translation>
    </message>
    <message>
        <source>{others} and {last} are supported now. Other functions do not activate.</source>
        <translation>{others} en {last} word nou ondersteun. Ander funksies word nie aktief nie.</translation>
    </message>
    <message>
        <source>“{name}” sends to this address too. One event may arrive twice.</source>
        <translation>“{name}” stuur ook na hierdie adres. Een gebeurtenis kan twee keer aankom.</translation>
    </message>
</context>
<context>
    <name>forms</name>
    <message>
        <source>A number from {low} to {high}.</source>
        <translation>’n Getal van {low} tot {high}.</translation>
    </message>
    <message>
        <source>At least {limit} characters are needed.</source>
        <translation>Minstens {limit} karakters is nodig.</translation>
    </message>
    <message>
        <source>At least {low}.</source>
        <translation>Minstens {low}.</translation>
    </message>
    <message>
        <source>At most {high}.</source>
        <translation>Hoogstens {high}.</translation>
    </message>
    <message>
        <source>Choose one of the list.</source>
        <translation>Kies een uit die lys.</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>Kies...</translation>
    </message>
    <message>
        <source>Enter JSON, for example [1, 2]</source>
        <translation>Voer JSON in, byvoorbeeld [1, 2]</translation>
    </message>
    <message>
        <source>Enter a date and time, for example 2026-11-23 14:30</source>
        <translation>Voer ’n datum en tyd in, byvoorbeeld 2026-11-23 14:30</translation>
    </message>
    <message>
        <source>Enter a date as year, month and day: 2026-11-23</source>
        <translation>Voer ’n datum in as jaar, maand en dag: 2026-11-23</translation>
    </message>
    <message>
        <source>Enter a number, for example 1250.50</source>
        <translation>Voer ’n getal in, byvoorbeeld 1250.50</translation>
    </message>
    <message>
        <source>Enter a whole number.</source>
        <translation>Voer ’n heelgetal in.</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nee</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Nie gestel nie</translation>
    </message>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>JJJJ-MM-DD</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
</context>
<context>
    <name>health</name>
    <message>
        <source>50th</source>
        <translation>50ste</translation>
    </message>
    <message>
        <source>95th</source>
        <translation>95ste</translation>
    </message>
    <message>
        <source>95th percentile</source>
        <translation>95ste persentiel</translation>
    </message>
    <message>
        <source>95th percentile at most {time}, {when}</source>
        <translation>95ste persentiel hoogstens {time}, {when}</translation>
    </message>
    <message>
        <source>99th</source>
        <translation>99ste</translation>
    </message>
    <message>
        <source>About as many as before</source>
        <translation>Omtrent soveel soos voorheen</translation>
    </message>
    <message>
        <source>Active listeners</source>
        <translation>Aktiewe luisteraars</translation>
    </message>
    <message>
        <source>As before</source>
        <translation>Soos voorheen</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Aflewerings</translation>
    </message>
    <message>
        <source>Goal {percent}%</source>
        <translation>Doelwit {percent}%</translation>
    </message>
    <message>
        <source>In a typical hour</source>
        <translation>In ’n tipiese uur</translation>
    </message>
    <message>
        <source>No answers</source>
        <translation>Geen antwoorde nie</translation>
    </message>
    <message>
        <source>No answers were measured</source>
        <translation>Geen antwoorde is gemeet nie</translation>
    </message>
    <message>
        <source>No tries</source>
        <translation>Geen pogings nie</translation>
    </message>
    <message>
        <source>No tries ended</source>
        <translation>Geen pogings het geëindig nie</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Geen</translation>
    </message>
    <message>
        <source>Nothing to compare it with</source>
        <translation>Niks om dit mee te vergelyk nie</translation>
    </message>
    <message>
        <source>Of all answers</source>
        <translation>Van alle antwoorde</translation>
    </message>
    <message>
        <source>On a typical day</source>
        <translation>Op ’n tipiese dag</translation>
    </message>
    <message>
        <source>Success rate</source>
        <translation>Suksessyfer</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>geskrap</translation>
    </message>
    <message>
        <source>{all} in all; lowest {percent}, {when}</source>
        <translation>altesaam {all}; laagste {percent}, {when}</translation>
    </message>
    <message>
        <source>{count} not active</source>
        <translation>{count} nie aktief nie</translation>
    </message>
    <message>
        <source>{count} of {total}</source>
        <translation>{count} van {total}</translation>
    </message>
    <message>
        <source>{count} off</source>
        <translation>{count} af</translation>
    </message>
    <message>
        <source>{count} paused</source>
        <translation>{count} gepouseer</translation>
    </message>
    <message>
        <source>{count} stopped</source>
        <translation>{count} gestop</translation>
    </message>
    <message>
        <source>{failed} of {tries} failed</source>
        <translation>{failed} van {tries} het misluk</translation>
    </message>
    <message>
        <source>{name} is failing</source>
        <translation>{name} misluk</translation>
    </message>
    <message>
        <source>{name} is stopped</source>
        <translation>{name} is gestop</translation>
    </message>
    <message>
        <source>{name}: {tries} tries, {failed} failed</source>
        <translation>{name}: {tries} pogings, {failed} het misluk</translation>
    </message>
    <message>
        <source>{of_what}, {before} before</source>
        <translation>{of_what}, {before} voorheen</translation>
    </message>
    <message>
        <source>{percent}% fewer than the time before</source>
        <translation>{percent}% minder as die tyd daarvoor</translation>
    </message>
    <message>
        <source>{percent}% more than the time before</source>
        <translation>{percent}% meer as die tyd daarvoor</translation>
    </message>
    <message>
        <source>{points} points above the time before</source>
        <translation>{points} punte bo die tyd daarvoor</translation>
    </message>
    <message>
        <source>{points} points below the time before</source>
        <translation>{points} punte onder die tyd daarvoor</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>A credential that a listener uses cannot be deleted.</source>
        <translation>’n Geloofsbrief wat ’n luisteraar gebruik, kan nie geskrap word nie.</translation>
    </message>
    <message>
        <source>A listener tells the platform to send a webhook, or an email, whenever a record of an entity is created or updated.</source>
        <translation>’n Luisteraar sê vir die platform om ’n webhook, of ’n e-pos, te stuur wanneer ’n rekord van ’n entiteit geskep of bygewerk word.</translation>
    </message>
    <message>
        <source>A listener that is not named was created after the event.</source>
        <translation>’n Luisteraar wat nie genoem word nie, is ná die gebeurtenis geskep.</translation>
    </message>
    <message>
        <source>An endpoint on this computer that shows what arrives, checks the signature, and answers as you like, also badly.</source>
        <translation>’n Eindpunt op hierdie rekenaar wat wys wat aankom, die handtekening nagaan, en antwoord soos u wil, ook sleg.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Veranderinge</translation>
    </message>
    <message>
        <source>Changes are kept here first and sent as soon as the platform can be reached, so nothing is lost without a connection.</source>
        <translation>Veranderinge word eers hier bewaar en gestuur sodra die platform bereik kan word, sodat niks sonder ’n verbinding verlore gaan nie.</translation>
    </message>
    <message>
        <source>Choose the entity and the function to listen to, then an endpoint or an email address to send to.</source>
        <translation>Kies die entiteit en die funksie om na te luister, dan ’n eindpunt of ’n e-posadres om na te stuur.</translation>
    </message>
    <message>
        <source>Connect to a platform</source>
        <translation>Koppel aan ’n platform</translation>
    </message>
    <message>
        <source>Connect works with the platform of your firm.</source>
        <translation>Koppel werk met die platform van u firma.</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Geloofsbriewe</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Aflewerings</translation>
    </message>
    <message>
        <source>Enter the ID of a record, of an event or of a delivery, and see every listener that was considered: which got it, which did not, and why.</source>
        <translation>Tik die ID van ’n rekord, van ’n gebeurtenis of van ’n aflewering in, en sien elke luisteraar wat oorweeg is: watter dit gekry het, watter nie, en hoekom.</translation>
    </message>
    <message>
        <source>Everything that was sent, newest first, with each attempt. A delivery that fails is tried again, ten times in all, over about three days.</source>
        <translation>Alles wat gestuur is, die nuutste eerste, met elke poging. ’n Aflewering wat misluk, word weer probeer, altesaam tien keer, oor omtrent drie dae.</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Gesondheid</translation>
    </message>
    <message>
        <source>How many deliveries got through, how long endpoints took to answer, and which listeners need attention.</source>
        <translation>Hoeveel aflewerings deurgekom het, hoe lank eindpunte geneem het om te antwoord, en watter luisteraars aandag nodig het.</translation>
    </message>
    <message>
        <source>It can be reached from this computer only.</source>
        <translation>Dit kan slegs van hierdie rekenaar af bereik word.</translation>
    </message>
    <message>
        <source>Mailbox</source>
        <translation>Posbus</translation>
    </message>
    <message>
        <source>Messages go after 30 days, and the oldest before that when there are very many. Save one as a file to open it in a mail program.</source>
        <translation>Boodskappe verdwyn ná 30 dae, en die oudstes nog vroeër wanneer daar baie is. Stoor een as ’n lêer om dit in ’n posprogram oop te maak.</translation>
    </message>
    <message>
        <source>New or edited listener</source>
        <translation>Nuwe of geredigeerde luisteraar</translation>
    </message>
    <message>
        <source>On the right, Preview shows the exact bytes that will be sent, Test sends them once before anything is saved, and Checks looks for what would keep deliveries from arriving.</source>
        <translation>Aan die regterkant wys Voorskou die presiese grepe wat gestuur sal word, stuur Toets dit een keer voor enigiets gestoor word, en soek Kontroles na wat aflewerings sou keer om aan te kom.</translation>
    </message>
    <message>
        <source>One delivery that was sent just now: how it ended, how long each part took, and what was sent and answered, secrets masked.</source>
        <translation>Een aflewering wat pas gestuur is: hoe dit geëindig het, hoe lank elke deel geneem het, en wat gestuur en geantwoord is, geheime gemasker.</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Ontvanger</translation>
    </message>
    <message>
        <source>Records to practise with. Saving one sets off its webhooks, and what happens is shown step by step.</source>
        <translation>Rekords om mee te oefen. As een gestoor word, word sy webhooks gestuur, en wat gebeur, word stap vir stap gewys.</translation>
    </message>
    <message>
        <source>Replay sends the same bytes once more. Receivers may get an event twice and know it by its webhook-id.</source>
        <translation>Herspeel stuur dieselfde grepe nog ’n keer. Ontvangers kan ’n gebeurtenis twee keer kry en ken dit aan sy webhook-id.</translation>
    </message>
    <message>
        <source>Sandbox records</source>
        <translation>Sandputrekords</translation>
    </message>
    <message>
        <source>Send again has the platform try the delivery once more, or sends the same bytes from here. A sample that is kept is offered in the preview of listeners.</source>
        <translation>Stuur weer laat die platform die aflewering nog een keer probeer, of stuur dieselfde grepe van hier af. ’n Voorbeeld wat bewaar word, word in die voorskou van luisteraars aangebied.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>Test delivery</source>
        <translation>Toetsaflewering</translation>
    </message>
    <message>
        <source>The address of the platform, and a token or a client with its secret. Check looks whether they work and changes nothing.</source>
        <translation>Die platform se adres, en ’n token of ’n kliënt met sy geheim. Gaan na kyk of hulle werk en verander niks.</translation>
    </message>
    <message>
        <source>The arrow keys walk along a chart and read its values.</source>
        <translation>Die pyltjiesleutels stap langs ’n grafiek en lees sy waardes.</translation>
    </message>
    <message>
        <source>The list shows where each one sends to, its status, and how the last 24 hours went. Select one to see more; select several to change all of them at once.</source>
        <translation>Die lys wys waarheen elkeen stuur, sy status, en hoe die laaste 24 uur gegaan het. Kies een om meer te sien; kies verskeie om almal tegelyk te verander.</translation>
    </message>
    <message>
        <source>The sandbox is a platform of its own on this computer, to practise with: nothing in it reaches anybody.</source>
        <translation>Die sandput is ’n eie platform op hierdie rekenaar, om mee te oefen: niks daarin bereik enigiemand nie.</translation>
    </message>
    <message>
        <source>The sandbox keeps what it sends by email here, so that nothing leaves this computer. Each message is shown as it was sent: what it says, the attached record, the headers and the bytes.</source>
        <translation>Die sandput bewaar hier wat dit per e-pos stuur, sodat niks hierdie rekenaar verlaat nie. Elke boodskap word gewys soos dit gestuur is: wat dit sê, die aangehegte rekord, die opskrifte en die grepe.</translation>
    </message>
    <message>
        <source>The secret is kept in this computer&apos;s keychain, never in a file.</source>
        <translation>Die geheim word in hierdie rekenaar se sleutelring bewaar, nooit in ’n lêer nie.</translation>
    </message>
    <message>
        <source>Waiting changes</source>
        <translation>Wagtende veranderinge</translation>
    </message>
    <message>
        <source>Webhook Listeners</source>
        <translation>Webhook-luisteraars</translation>
    </message>
    <message>
        <source>What endpoints ask for before they accept a delivery. Secrets are entered once; they can be replaced, but never shown again.</source>
        <translation>Wat eindpunte vra voor hulle ’n aflewering aanvaar. Geheime word een keer ingevoer; hulle kan vervang, maar nooit weer gewys word nie.</translation>
    </message>
    <message>
        <source>What is typed is kept, also when the app ends before it is saved.</source>
        <translation>Wat getik word, word bewaar, ook as die app eindig voor dit gestoor is.</translation>
    </message>
    <message>
        <source>What was changed here and the platform does not have yet: since when, why, and a way to take it back.</source>
        <translation>Wat hier verander is en die platform nog nie het nie: sedert wanneer, hoekom, en ’n manier om dit terug te neem.</translation>
    </message>
    <message>
        <source>Where it failed, the likely cause stands beside it, with a way out.</source>
        <translation>Waar dit misluk het, staan die waarskynlike oorsaak daarby, met ’n uitweg.</translation>
    </message>
    <message>
        <source>Who changed what on the platform, and when, day by day. Undo makes a new change that puts the values back as they were.</source>
        <translation>Wie wat op die platform verander het, en wanneer, dag vir dag. Ontdoen maak ’n nuwe verandering wat die waardes terugsit soos hulle was.</translation>
    </message>
    <message>
        <source>Why did it not arrive?</source>
        <translation>Hoekom het dit nie aangekom nie?</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>A chart as a table, and back</source>
        <translation>’n Grafiek as ’n tabel, en terug</translation>
    </message>
    <message>
        <source>Add the row to the selection</source>
        <translation>Voeg die ry by die keuse</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Terug</translation>
    </message>
    <message>
        <source>Clear the selection, then search and filters; go back</source>
        <translation>Verwyder die keuse, dan soektog en filters; gaan terug</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>Kopieer as cURL</translation>
    </message>
    <message>
        <source>Copy what is shown of the selected one</source>
        <translation>Kopieer wat van die gekose een gewys word</translation>
    </message>
    <message>
        <source>Delete, or take back what waits</source>
        <translation>Skrap, of neem terug wat wag</translation>
    </message>
    <message>
        <source>Find a command or a place</source>
        <translation>Vind ’n opdrag of ’n plek</translation>
    </message>
    <message>
        <source>First and last row</source>
        <translation>Eerste en laaste ry</translation>
    </message>
    <message>
        <source>Help for the page</source>
        <translation>Hulp vir die bladsy</translation>
    </message>
    <message>
        <source>Move; with Shift, select up to there</source>
        <translation>Beweeg; met Shift, kies tot daar</translation>
    </message>
    <message>
        <source>New Webhook Listener</source>
        <translation>Nuwe Webhook-luisteraar</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Volgende paneel</translation>
    </message>
    <message>
        <source>Open or edit</source>
        <translation>Maak oop of redigeer</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Voorkeure</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Vorige paneel</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Verlaat</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Herlaai</translation>
    </message>
    <message>
        <source>Replay the selected delivery</source>
        <translation>Herspeel die gekose aflewering</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Stoor</translation>
    </message>
    <message>
        <source>Search in the page</source>
        <translation>Soek in die bladsy</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Kies alles</translation>
    </message>
    <message>
        <source>Send test</source>
        <translation>Stuur toets</translation>
    </message>
    <message>
        <source>Send the selected request again</source>
        <translation>Stuur die gekose versoek weer</translation>
    </message>
    <message>
        <source>Show or hide the detail panel</source>
        <translation>Wys of versteek die besonderhedepaneel</translation>
    </message>
    <message>
        <source>The connections, in order</source>
        <translation>Die verbindings, in volgorde</translation>
    </message>
    <message>
        <source>The menu of what is selected</source>
        <translation>Die kieslys van wat gekies is</translation>
    </message>
    <message>
        <source>The pages of the sidebar, in order</source>
        <translation>Die bladsye van die kantbalk, in volgorde</translation>
    </message>
    <message>
        <source>Turn on or off</source>
        <translation>Skakel aan of af</translation>
    </message>
    <message>
        <source>Undo the last change made here</source>
        <translation>Ontdoen die laaste verandering hier</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} tot {last}</translation>
    </message>
</context>
<context>
    <name>leaving</name>
    <message>
        <source>It ends with the pages of this connection. What it has done stays done.</source>
        <translation>Dit eindig saam met die bladsye van hierdie verbinding. Wat dit gedoen het, bly gedoen.</translation>
    </message>
    <message>
        <source>Stop and leave</source>
        <translation>Staak en verlaat</translation>
    </message>
    <message>
        <source>Stop what is not finished?</source>
        <translation>Staak wat nie klaar is nie?</translation>
    </message>
    <message>
        <source>{what} is under way.</source>
        <translation>{what} is aan die gang.</translation>
    </message>
</context>
<context>
    <name>listener_form</name>
    <message>
        <source>Saves to</source>
        <translation>Stoor in</translation>
    </message>
</context>
<context>
    <name>listeners</name>
    <message numerus="yes">
        <source>%Ln accepted</source>
        <translation>
            <numerusform>%Ln aanvaar</numerusform>
            <numerusform>%Ln aanvaar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln deleted</source>
        <translation>
            <numerusform>%Ln geskrap</numerusform>
            <numerusform>%Ln geskrap</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln delivery(s), {share} arrived</source>
        <translation>
            <numerusform>%Ln aflewering, {share} het aangekom</numerusform>
            <numerusform>%Ln aflewerings, {share} het aangekom</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln different host(s)</source>
        <translation>
            <numerusform>%Ln ander gasheer</numerusform>
            <numerusform>%Ln verskillende gashere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln duplicated, turned off</source>
        <translation>
            <numerusform>%Ln gedupliseer, afgeskakel</numerusform>
            <numerusform>%Ln gedupliseer, afgeskakel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln het misluk</numerusform>
            <numerusform>%Ln het misluk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s)</source>
        <translation>
            <numerusform>%Ln luisteraar</numerusform>
            <numerusform>%Ln luisteraars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not reached</source>
        <translation>
            <numerusform>%Ln nie bereik nie</numerusform>
            <numerusform>%Ln nie bereik nie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln paused</source>
        <translation>
            <numerusform>%Ln gepouseer</numerusform>
            <numerusform>%Ln gepouseer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln recipient(s)</source>
        <translation>
            <numerusform>%Ln geadresseerde</numerusform>
            <numerusform>%Ln geadresseerdes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln turned off</source>
        <translation>
            <numerusform>%Ln afgeskakel</numerusform>
            <numerusform>%Ln afgeskakel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln turned on</source>
        <translation>
            <numerusform>%Ln aangeskakel</numerusform>
            <numerusform>%Ln aangeskakel</numerusform>
        </translation>
    </message>
    <message>
        <source>A test needs a connection.</source>
        <translation>’n Toets het ’n verbinding nodig.</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktief</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>Enige</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>Enige status</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Verifikasie</translation>
    </message>
    <message>
        <source>Both changed the same setting. Compare both versions.</source>
        <translation>Albei het dieselfde instelling verander. Vergelyk albei weergawes.</translation>
    </message>
    <message>
        <source>Cancelled before its turn</source>
        <translation>Voor sy beurt gekanselleer</translation>
    </message>
    <message>
        <source>Changed here {when}</source>
        <translation>Hier verander, {when}</translation>
    </message>
    <message>
        <source>Changed {when}</source>
        <translation>Verander {when}</translation>
    </message>
    <message>
        <source>Changed {when} by {who}</source>
        <translation>Verander {when} deur {who}</translation>
    </message>
    <message>
        <source>Copy of {name}</source>
        <translation>Kopie van {name}</translation>
    </message>
    <message>
        <source>Create again</source>
        <translation>Skep weer</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Geloofsbrief</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Skrap</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln listener(s)?</source>
        <translation>
            <numerusform>Skrap %Ln luisteraar?</numerusform>
            <numerusform>Skrap %Ln luisteraars?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete in Production</source>
        <translation>Skrap in Produksie</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Skrap dit</translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation>Skrap “{name}”?</translation>
    </message>
    <message>
        <source>Delete...</source>
        <translation>Skrap...</translation>
    </message>
    <message>
        <source>Deleting, {done} of {total} done</source>
        <translation>Skrap tans, {done} van {total} klaar</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Aflewerings</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Bestemming</translation>
    </message>
    <message>
        <source>Distribution Channel</source>
        <translation>Verspreidingskanaal</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Klaar</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Dupliseer</translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Dupliseer %Ln luisteraar in Produksie?</numerusform>
            <numerusform>Dupliseer %Ln luisteraars in Produksie?</numerusform>
        </translation>
    </message>
    <message>
        <source>Duplicate in Production</source>
        <translation>Dupliseer in Produksie</translation>
    </message>
    <message>
        <source>Duplicating, {done} of {total} done</source>
        <translation>Dupliseer tans, {done} van {total} klaar</translation>
    </message>
    <message>
        <source>Each endpoint and mailbox gets one test message.</source>
        <translation>Elke eindpunt en posbus kry een toetsboodskap.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Redigeer</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>E-pos</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Eindpunt</translation>
    </message>
    <message>
        <source>Events are kept and sent later.</source>
        <translation>Gebeurtenisse word bewaar en later gestuur.</translation>
    </message>
    <message>
        <source>Events are kept and sent when it is turned on again.</source>
        <translation>Gebeurtenisse word bewaar en gestuur wanneer dit weer aangeskakel word.</translation>
    </message>
    <message>
        <source>Events are kept and sent when they are on again.</source>
        <translation>Gebeurtenisse word bewaar en gestuur wanneer hulle weer aan is.</translation>
    </message>
    <message>
        <source>Events are no longer sent. Past deliveries stay readable.</source>
        <translation>Gebeurtenisse word nie meer gestuur nie. Vorige aflewerings bly leesbaar.</translation>
    </message>
    <message>
        <source>Events are not kept.</source>
        <translation>Gebeurtenisse word nie bewaar nie.</translation>
    </message>
    <message>
        <source>Events are not sent or kept while it is off.</source>
        <translation>Gebeurtenisse word nie gestuur of bewaar terwyl dit af is nie.</translation>
    </message>
    <message>
        <source>Events are not sent or kept while they are off.</source>
        <translation>Gebeurtenisse word nie gestuur of bewaar terwyl hulle af is nie.</translation>
    </message>
    <message>
        <source>Events are sent from now on.</source>
        <translation>Gebeurtenisse word van nou af gestuur.</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Misluk tans</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funksie</translation>
    </message>
    <message>
        <source>It cannot become active. {reason}.</source>
        <translation>Dit kan nie aktief word nie. {reason}.</translation>
    </message>
    <message>
        <source>It cannot become active: entity or function is not supported</source>
        <translation>Dit kan nie aktief word nie: entiteit of funksie word nie ondersteun nie</translation>
    </message>
    <message>
        <source>It sends {entity}, {function} to {host}. Events are no longer sent there. Its past deliveries stay readable.</source>
        <translation>Dit stuur {entity}, {function} na {host}. Gebeurtenisse word nie meer daarheen gestuur nie. Sy vorige aflewerings bly leesbaar.</translation>
    </message>
    <message>
        <source>Its conflict is to be resolved first</source>
        <translation>Sy konflik moet eers opgelos word</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Hou dit</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Laaste 24 uur</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>Laat dit gaan</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>Luisteraar</translation>
    </message>
    <message>
        <source>Look whether this change is still wanted</source>
        <translation>Kyk of hierdie verandering nog verlang word</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>Meer filters</translation>
    </message>
    <message numerus="yes">
        <source>More filters, %Ln set</source>
        <translation>
            <numerusform>Meer filters, %Ln gestel</numerusform>
            <numerusform>Meer filters, %Ln gestel</numerusform>
        </translation>
    </message>
    <message>
        <source>New events are not sent until you turn the listener on.</source>
        <translation>Nuwe gebeurtenisse word nie gestuur voor u die luisteraar aanskakel nie.</translation>
    </message>
    <message>
        <source>No deliveries</source>
        <translation>Geen aflewerings nie</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Geen</translation>
    </message>
    <message>
        <source>Not active</source>
        <translation>Nie aktief nie</translation>
    </message>
    <message>
        <source>Not synced</source>
        <translation>Nie gesinkroniseer nie</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Nou</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Af</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Aan</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pouseer</translation>
    </message>
    <message numerus="yes">
        <source>Pause %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Pouseer %Ln luisteraar in Produksie?</numerusform>
            <numerusform>Pouseer %Ln luisteraars in Produksie?</numerusform>
        </translation>
    </message>
    <message>
        <source>Pause (keep events)</source>
        <translation>Pouseer (bewaar gebeurtenisse)</translation>
    </message>
    <message>
        <source>Pause in Production</source>
        <translation>Pouseer in Produksie</translation>
    </message>
    <message>
        <source>Pause “{name}” in Production?</source>
        <translation>Pouseer “{name}” in Produksie?</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Gepouseer</translation>
    </message>
    <message>
        <source>Pausing, {done} of {total} done</source>
        <translation>Pouseer tans, {done} van {total} klaar</translation>
    </message>
    <message>
        <source>Replay failed...</source>
        <translation>Herspeel mislukte...</translation>
    </message>
    <message>
        <source>Resolve...</source>
        <translation>Los op...</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultaat</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Hervat</translation>
    </message>
    <message>
        <source>Send test</source>
        <translation>Stuur toets</translation>
    </message>
    <message>
        <source>Send tests in Production</source>
        <translation>Stuur toetse in Produksie</translation>
    </message>
    <message>
        <source>Sending tests, {done} of {total} done</source>
        <translation>Stuur tans toetse, {done} van {total} klaar</translation>
    </message>
    <message>
        <source>Sends to</source>
        <translation>Stuur na</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>Gestuur na</translation>
    </message>
    <message>
        <source>Signing</source>
        <translation>Ondertekening</translation>
    </message>
    <message>
        <source>Someone changed this listener</source>
        <translation>Iemand het hierdie luisteraar verander</translation>
    </message>
    <message>
        <source>Someone deleted it</source>
        <translation>Iemand het dit geskrap</translation>
    </message>
    <message>
        <source>Someone deleted this listener</source>
        <translation>Iemand het hierdie luisteraar geskrap</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestop</translation>
    </message>
    <message>
        <source>Switched</source>
        <translation>Omgeskakel</translation>
    </message>
    <message numerus="yes">
        <source>Test %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Toets %Ln luisteraar in Produksie?</numerusform>
            <numerusform>Toets %Ln luisteraars in Produksie?</numerusform>
        </translation>
    </message>
    <message>
        <source>The action before is not over yet</source>
        <translation>Die vorige aksie is nog nie klaar nie</translation>
    </message>
    <message>
        <source>The copies are off until you turn them on.</source>
        <translation>Die kopieë is af tot u hulle aanskakel.</translation>
    </message>
    <message>
        <source>The platform has the secret and is away.</source>
        <translation>Die platform het die geheim en is weg.</translation>
    </message>
    <message>
        <source>The platform refused this change</source>
        <translation>Die platform het hierdie verandering geweier</translation>
    </message>
    <message>
        <source>This connection is read only.</source>
        <translation>Hierdie verbinding is leesalleen.</translation>
    </message>
    <message>
        <source>This listener is saved but never becomes active</source>
        <translation>Hierdie luisteraar word gestoor, maar word nooit aktief nie</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>Skakel af</translation>
    </message>
    <message numerus="yes">
        <source>Turn off %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Skakel %Ln luisteraar in Produksie af?</numerusform>
            <numerusform>Skakel %Ln luisteraars in Produksie af?</numerusform>
        </translation>
    </message>
    <message>
        <source>Turn off in Production</source>
        <translation>Skakel af in Produksie</translation>
    </message>
    <message>
        <source>Turn off “{name}” in Production?</source>
        <translation>Skakel “{name}” in Produksie af?</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>Skakel aan</translation>
    </message>
    <message numerus="yes">
        <source>Turn on %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Skakel %Ln luisteraar in Produksie aan?</numerusform>
            <numerusform>Skakel %Ln luisteraars in Produksie aan?</numerusform>
        </translation>
    </message>
    <message>
        <source>Turn on in Production</source>
        <translation>Skakel aan in Produksie</translation>
    </message>
    <message>
        <source>Turn on “{name}” in Production?</source>
        <translation>Skakel “{name}” in Produksie aan?</translation>
    </message>
    <message>
        <source>Turning off, {done} of {total} done</source>
        <translation>Skakel tans af, {done} van {total} klaar</translation>
    </message>
    <message>
        <source>Turning on, {done} of {total} done</source>
        <translation>Skakel tans aan, {done} van {total} klaar</translation>
    </message>
    <message>
        <source>Whole instance</source>
        <translation>Hele instansie</translation>
    </message>
    <message>
        <source>You deleted it. Delete it all the same, or keep it.</source>
        <translation>U het dit geskrap. Skrap dit nogtans, of hou dit.</translation>
    </message>
    <message>
        <source>Your account does not have the permission for this page.</source>
        <translation>U rekening het nie die toestemming vir hierdie bladsy nie.</translation>
    </message>
    <message>
        <source>Your account may look at listeners only.</source>
        <translation>U rekening mag slegs na luisteraars kyk.</translation>
    </message>
    <message>
        <source>Your account may not change credentials.</source>
        <translation>U rekening mag nie geloofsbriewe verander nie.</translation>
    </message>
    <message>
        <source>Your account may not send tests.</source>
        <translation>U rekening mag nie toetse stuur nie.</translation>
    </message>
    <message>
        <source>Your change is kept here. Create it again, or let it go.</source>
        <translation>U verandering word hier bewaar. Skep dit weer, of laat dit gaan.</translation>
    </message>
    <message>
        <source>no deliveries in 24 hours</source>
        <translation>geen aflewerings in 24 uur nie</translation>
    </message>
    <message>
        <source>{count} off</source>
        <translation>{count} af</translation>
    </message>
    <message>
        <source>{count} on</source>
        <translation>{count} aan</translation>
    </message>
    <message>
        <source>{count} paused</source>
        <translation>{count} gepouseer</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>{count} gekies</translation>
    </message>
    <message>
        <source>{count}, as of {time}</source>
        <translation>{count}, soos om {time}</translation>
    </message>
    <message>
        <source>{shown} of {count}</source>
        <translation>{shown} van {count}</translation>
    </message>
</context>
<context>
    <name>lists</name>
    <message>
        <source>Clear filters</source>
        <translation>Verwyder filters</translation>
    </message>
</context>
<context>
    <name>mailbox</name>
    <message>
        <source>It has no readable part.</source>
        <translation>Dit het geen leesbare deel nie.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Boodskap</translation>
    </message>
    <message>
        <source>No subject</source>
        <translation>Geen onderwerp nie</translation>
    </message>
    <message>
        <source>Nothing is attached.</source>
        <translation>Niks is aangeheg nie.</translation>
    </message>
    <message>
        <source>Only the first {kept} of {size} are shown.</source>
        <translation>Slegs die eerste {kept} van {size} word gewys.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Rekord</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Toets</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tyd</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Aan</translation>
    </message>
    <message>
        <source>from {address}</source>
        <translation>van {address}</translation>
    </message>
    <message>
        <source>to {address}</source>
        <translation>aan {address}</translation>
    </message>
    <message>
        <source>{file}, the record byte for byte</source>
        <translation>{file}, die rekord greep vir greep</translation>
    </message>
</context>
<context>
    <name>manage</name>
    <message>
        <source>Its credential and all that is kept of it here are deleted. Nothing changes on the platform.</source>
        <translation>Sy geloofsbrief en alles wat hier daarvan bewaar word, word geskrap. Niks verander op die platform nie.</translation>
    </message>
    <message>
        <source>Its local copy cannot be read, so nobody knows whether changes wait in it.</source>
        <translation>Sy plaaslike kopie kan nie gelees word nie, dus weet niemand of daar veranderinge in wag nie.</translation>
    </message>
    <message numerus="yes">
        <source>Lost: %Ln change(s) made here and not sent.</source>
        <translation>
            <numerusform>Verlore: %Ln verandering wat hier gemaak en nie gestuur is nie.</numerusform>
            <numerusform>Verlore: %Ln veranderinge wat hier gemaak en nie gestuur is nie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Lost: the listener that was being filled in.</source>
        <translation>Verlore: die luisteraar wat ingevul is.</translation>
    </message>
    <message>
        <source>Open in this window</source>
        <translation>Oop in hierdie venster</translation>
    </message>
    <message>
        <source>Remove connection</source>
        <translation>Verwyder verbinding</translation>
    </message>
    <message>
        <source>Remove “{name}” from this computer?</source>
        <translation>Verwyder “{name}” van hierdie rekenaar?</translation>
    </message>
    <message>
        <source>The practice platform is stopped; its own data stays here.</source>
        <translation>Die oefenplatform word gestop; sy eie data bly hier.</translation>
    </message>
</context>
<context>
    <name>names</name>
    <message>
        <source>Administrator</source>
        <translation>Administrateur</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Lid</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Leesalleen</translation>
    </message>
    <message>
        <source>{name} (deleted)</source>
        <translation>{name} (geskrap)</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message numerus="yes">
        <source>%Ln listener(s) about to be stopped</source>
        <translation>
            <numerusform>%Ln luisteraar gaan gestop word</numerusform>
            <numerusform>%Ln luisteraars gaan gestop word</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s) failing</source>
        <translation>
            <numerusform>%Ln luisteraar misluk</numerusform>
            <numerusform>%Ln luisteraars misluk</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s) stopped by the platform</source>
        <translation>
            <numerusform>%Ln luisteraar deur die platform gestop</numerusform>
            <numerusform>%Ln luisteraars deur die platform gestop</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>en nog %Ln</numerusform>
            <numerusform>en nog %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>palette</name>
    <message>
        <source>Commands</source>
        <translation>Opdragte</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Geloofsbrief</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gaan na</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nie nou nie</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Onlangs</translation>
    </message>
    <message>
        <source>Settings &gt; API &gt; Webhook Listeners</source>
        <translation>Instellings &gt; API &gt; Webhook-luisteraars</translation>
    </message>
    <message>
        <source>Webhook Listeners</source>
        <translation>Webhook-luisteraars</translation>
    </message>
    <message>
        <source>{environment} connection</source>
        <translation>{environment}-verbinding</translation>
    </message>
</context>
<context>
    <name>pending</name>
    <message>
        <source>Before</source>
        <translation>Voor</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Word gestuur</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Verandering</translation>
    </message>
    <message>
        <source>Conflict to resolve</source>
        <translation>Konflik om op te los</translation>
    </message>
    <message>
        <source>Created here</source>
        <translation>Hier geskep</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Geloofsbrief</translation>
    </message>
    <message>
        <source>Deleted here</source>
        <translation>Hier geskrap</translation>
    </message>
    <message>
        <source>Edited here</source>
        <translation>Hier geredigeer</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>It is deleted on the platform when this is sent.</source>
        <translation>Dit word op die platform geskrap wanneer dit gestuur word.</translation>
    </message>
    <message>
        <source>It was sent and not answered before you took it back. The platform is told, so that it changes nothing if it still arrives.</source>
        <translation>Dit is gestuur en nie beantwoord voordat jy dit teruggeneem het nie. Die platform word ingelig, sodat dit niks verander as dit tog nog aankom nie.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Geen</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Platform</translation>
    </message>
    <message>
        <source>Refused, see why</source>
        <translation>Geweier, kyk hoekom</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sedert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Toestand</translation>
    </message>
    <message>
        <source>Taken back here</source>
        <translation>Hier teruggeneem</translation>
    </message>
    <message>
        <source>Turned on again here</source>
        <translation>Hier weer aangeskakel</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wag om gestuur te word</translation>
    </message>
</context>
<context>
    <name>preferences</name>
    <message>
        <source>A day before the platform turns it off, and when it did</source>
        <translation>’n Dag voor die platform dit afskakel, en wanneer dit afgeskakel is</translation>
    </message>
    <message>
        <source>A listener is about to be stopped</source>
        <translation>’n Luisteraar gaan gestop word</translation>
    </message>
    <message>
        <source>A listener starts failing</source>
        <translation>’n Luisteraar begin misluk</translation>
    </message>
    <message>
        <source>Also after each change here, and as soon as the platform tells of one there</source>
        <translation>Ook ná elke verandering hier, en sodra die platform van een daar vertel</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Voorkoms</translation>
    </message>
    <message>
        <source>Ask the platform</source>
        <translation>Vra die platform</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Gemaklik</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompak</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Donker</translation>
    </message>
    <message>
        <source>Darker text and borders</source>
        <translation>Donkerder teks en rande</translation>
    </message>
    <message>
        <source>Every 15 minutes</source>
        <translation>Elke 15 minute</translation>
    </message>
    <message>
        <source>Every 5 minutes</source>
        <translation>Elke 5 minute</translation>
    </message>
    <message>
        <source>Every minute</source>
        <translation>Elke minuut</translation>
    </message>
    <message>
        <source>For all times in this app</source>
        <translation>Vir alle tye in hierdie app</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Sleutelbord</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Taal</translation>
    </message>
    <message>
        <source>Large, {size} px</source>
        <translation>Groot, {size} px</translation>
    </message>
    <message>
        <source>Larger, {size} px</source>
        <translation>Groter, {size} px</translation>
    </message>
    <message>
        <source>Largest, {size} px</source>
        <translation>Grootste, {size} px</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Lig</translation>
    </message>
    <message>
        <source>No delivery got through for an hour</source>
        <translation>Geen aflewering het in ’n uur deurgekom nie</translation>
    </message>
    <message>
        <source>Nothing moves by itself</source>
        <translation>Niks beweeg vanself nie</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Kennisgewings</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Verminder beweging</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>Ryhoogte</translation>
    </message>
    <message>
        <source>Small, {size} px</source>
        <translation>Klein, {size} px</translation>
    </message>
    <message>
        <source>Stronger contrast</source>
        <translation>Sterker kontras</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sinkronisering</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Stelsel</translation>
    </message>
    <message>
        <source>System follows this computer</source>
        <translation>Stelsel volg hierdie rekenaar</translation>
    </message>
    <message>
        <source>System, {size} px</source>
        <translation>Stelsel, {size} px</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Teksgrootte</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Tydsone</translation>
    </message>
    <message>
        <source>When the app is started the next time</source>
        <translation>Wanneer die app weer begin word</translation>
    </message>
</context>
<context>
    <name>presets</name>
    <message>
        <source>It may not be read.</source>
        <translation>Dit mag nie gelees word nie.</translation>
    </message>
    <message>
        <source>Locked by the administrator of this computer</source>
        <translation>Gesluit deur die administrateur van hierdie rekenaar</translation>
    </message>
    <message>
        <source>Others than the administrator could change it.</source>
        <translation>Iemand anders as die administrateur kan dit verander.</translation>
    </message>
    <message>
        <source>The administrator of this computer has set this for everyone on it. Only they can change it.</source>
        <translation>Die administrateur van hierdie rekenaar het dit vir almal daarop gestel. Net hulle kan dit verander.</translation>
    </message>
    <message>
        <source>The preset of this computer is not in force</source>
        <translation>Die voorafinstelling van hierdie rekenaar geld nie</translation>
    </message>
    <message>
        <source>{path}
{why}
The app goes on without it. Whoever looks after this computer can mend it.</source>
        <translation>{path}
{why}
Die app gaan daarsonder voort. Wie ook al na hierdie rekenaar omsien, kan dit regmaak.</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>A % needs two hexadecimal digits behind it.</source>
        <translation>Agter ’n % moet twee heksadesimale syfers staan.</translation>
    </message>
    <message>
        <source>A header name has letters, digits and hyphens, for example X-Api-Key</source>
        <translation>’n Opskrif se naam het letters, syfers en koppeltekens, byvoorbeeld X-Api-Key</translation>
    </message>
    <message>
        <source>A signing secret begins with whsec_ and has 24 to 64 bytes in Base64.</source>
        <translation>’n Ondertekeningsgeheim begin met whsec_ en het 24 tot 64 grepe in Base64.</translation>
    </message>
    <message>
        <source>A token has letters, digits and signs without spaces.</source>
        <translation>’n Token het letters, syfers en tekens sonder spasies.</translation>
    </message>
    <message>
        <source>A user name may not have a colon.</source>
        <translation>’n Gebruikernaam mag nie ’n dubbelpunt hê nie.</translation>
    </message>
    <message>
        <source>API token</source>
        <translation>API-token</translation>
    </message>
    <message>
        <source>Add a credential of this type, or set Authentication to None.</source>
        <translation>Voeg ’n geloofsbrief van hierdie tipe by, of stel Verifikasie op Geen.</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Verifikasie</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>Kliënt-ID</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Kliëntgeheim</translation>
    </message>
    <message>
        <source>Create and Update are supported now. Other functions do not activate.</source>
        <translation>Skep en Werk by word nou ondersteun. Ander funksies word nie aktief nie.</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Geloofsbrief</translation>
    </message>
    <message>
        <source>Distribution Channel</source>
        <translation>Verspreidingskanaal</translation>
    </message>
    <message>
        <source>Distribution Channels need Plan Pro. Choose the whole instance.</source>
        <translation>Verspreidingskanale vereis Plan Pro. Kies die hele instansie.</translation>
    </message>
    <message>
        <source>Email address</source>
        <translation>E-posadres</translation>
    </message>
    <message>
        <source>Email volume</source>
        <translation>E-posvolume</translation>
    </message>
    <message>
        <source>Endpoint URL</source>
        <translation>Eindpunt-URL</translation>
    </message>
    <message>
        <source>Enter a full address, for example https://hooks.example.com/clients</source>
        <translation>Voer ’n volledige adres in, byvoorbeeld https://hooks.example.com/clients</translation>
    </message>
    <message>
        <source>Enter one email address, for example ops@example.com</source>
        <translation>Voer een e-posadres in, byvoorbeeld ops@example.com</translation>
    </message>
    <message>
        <source>Enter the address alone, without a name.</source>
        <translation>Voer slegs die adres in, sonder ’n naam.</translation>
    </message>
    <message>
        <source>Enter the platform&apos;s address, for example https://platform.example.com</source>
        <translation>Voer die platform se adres in, byvoorbeeld https://platform.example.com</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entiteit</translation>
    </message>
    <message>
        <source>Fill in the braces yourself; the platform sends them as they are.</source>
        <translation>Vul self die krulhakies in; die platform stuur dit soos dit is.</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Vul dit in.</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funksie</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiket</translation>
    </message>
    <message>
        <source>Leave out the part from # on; it is never sent.</source>
        <translation>Laat die deel vanaf # weg; dit word nooit gestuur nie.</translation>
    </message>
    <message>
        <source>Leave out the zone of the IPv6 address.</source>
        <translation>Laat die sone van die IPv6-adres weg.</translation>
    </message>
    <message>
        <source>Leave user name and password out and choose an Authentication instead.</source>
        <translation>Laat gebruikernaam en wagwoord weg en kies eerder ’n verifikasie.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Naam</translation>
    </message>
    <message>
        <source>One address only. Use a shared mailbox for several people.</source>
        <translation>Slegs een adres. Gebruik ’n gedeelde posbus vir verskeie mense.</translation>
    </message>
    <message>
        <source>Only plain letters, digits and signs can be sent.</source>
        <translation>Slegs gewone letters, syfers en tekens kan gestuur word.</translation>
    </message>
    <message>
        <source>Platform address</source>
        <translation>Platformadres</translation>
    </message>
    <message>
        <source>Programs read this address in different ways. Write it plainly.</source>
        <translation>Programme lees hierdie adres op verskillende maniere. Skryf dit gewoon.</translation>
    </message>
    <message>
        <source>Remove the space at the beginning or end.</source>
        <translation>Verwyder die spasie aan die begin of einde.</translation>
    </message>
    <message>
        <source>The character {char} at position {position}.</source>
        <translation>Die karakter {char} op plek {position}.</translation>
    </message>
    <message>
        <source>The name of the host is missing.</source>
        <translation>Die gasheer se naam ontbreek.</translation>
    </message>
    <message>
        <source>The name of the host is not valid.</source>
        <translation>Die gasheer se naam is nie geldig nie.</translation>
    </message>
    <message>
        <source>The part after the @ cannot receive mail.</source>
        <translation>Die deel ná die @ kan nie pos ontvang nie.</translation>
    </message>
    <message>
        <source>The part before the @ is not valid.</source>
        <translation>Die deel voor die @ is nie geldig nie.</translation>
    </message>
    <message>
        <source>The path may not begin with two slashes.</source>
        <translation>Die pad mag nie met twee skuinsstrepe begin nie.</translation>
    </message>
    <message>
        <source>The platform does not know this authentication. Choose one of the list.</source>
        <translation>Die platform ken nie hierdie verifikasie nie. Kies een uit die lys.</translation>
    </message>
    <message>
        <source>The platform has no entity “{entity}”. Choose one of the list.</source>
        <translation>Die platform het geen entiteit “{entity}” nie. Kies een uit die lys.</translation>
    </message>
    <message>
        <source>The platform has no such field.</source>
        <translation>Die platform het nie so ’n veld nie.</translation>
    </message>
    <message>
        <source>The platform has no such function.</source>
        <translation>Die platform het nie so ’n funksie nie.</translation>
    </message>
    <message>
        <source>The platform keeps no more listeners. Delete one first.</source>
        <translation>Die platform bewaar nie meer luisteraars nie. Skrap eers een.</translation>
    </message>
    <message>
        <source>The platform refused this value ({code}).</source>
        <translation>Die platform het hierdie waarde geweier ({code}).</translation>
    </message>
    <message>
        <source>The platform refused this value.</source>
        <translation>Die platform het hierdie waarde geweier.</translation>
    </message>
    <message>
        <source>The platform sets this header itself. Choose another name.</source>
        <translation>Die platform stel self hierdie opskrif. Kies ’n ander naam.</translation>
    </message>
    <message>
        <source>The port is a number from 1 to 65535.</source>
        <translation>Die poort is ’n getal van 1 tot 65535.</translation>
    </message>
    <message>
        <source>There is a sign that may not be here.</source>
        <translation>Daar is ’n teken wat nie hier mag wees nie.</translation>
    </message>
    <message>
        <source>There is an invisible character.</source>
        <translation>Daar is ’n onsigbare karakter.</translation>
    </message>
    <message>
        <source>There is half a character.</source>
        <translation>Daar is ’n halwe karakter.</translation>
    </message>
    <message>
        <source>These are too many.</source>
        <translation>Dit is te veel.</translation>
    </message>
    <message>
        <source>This Distribution Channel is not there.</source>
        <translation>Hierdie verspreidingskanaal is nie daar nie.</translation>
    </message>
    <message>
        <source>This address may not be called.</source>
        <translation>Hierdie adres mag nie geroep word nie.</translation>
    </message>
    <message>
        <source>This cannot be changed.</source>
        <translation>Dit kan nie verander word nie.</translation>
    </message>
    <message>
        <source>This change comes from an older copy of your data. It may have been sent before the newer one was damaged. Save it again, or take it back.</source>
        <translation>Hierdie verandering kom van ’n ouer kopie van u data. Dit is dalk gestuur voor die nuwer een beskadig is. Stoor dit weer, of neem dit terug.</translation>
    </message>
    <message>
        <source>This credential is not there any more. Choose another.</source>
        <translation>Hierdie geloofsbrief is nie meer daar nie. Kies ’n ander.</translation>
    </message>
    <message>
        <source>This credential is of another type. Choose another.</source>
        <translation>Hierdie geloofsbrief is van ’n ander tipe. Kies ’n ander.</translation>
    </message>
    <message>
        <source>This header is there twice.</source>
        <translation>Hierdie opskrif is twee keer daar.</translation>
    </message>
    <message>
        <source>This is a mask. Enter the secret itself.</source>
        <translation>Dit is ’n masker. Voer die geheim self in.</translation>
    </message>
    <message>
        <source>This is in use already. Choose another.</source>
        <translation>Dit is reeds in gebruik. Kies ’n ander.</translation>
    </message>
    <message>
        <source>This is none of the possible values.</source>
        <translation>Dit is nie een van die moontlike waardes nie.</translation>
    </message>
    <message>
        <source>This is not a valid IPv6 address.</source>
        <translation>Dit is nie ’n geldige IPv6-adres nie.</translation>
    </message>
    <message>
        <source>This is too short.</source>
        <translation>Dit is te kort.</translation>
    </message>
    <message>
        <source>This number is too small or too large.</source>
        <translation>Hierdie getal is te klein of te groot.</translation>
    </message>
    <message>
        <source>This text has a character that is not accepted.</source>
        <translation>Hierdie teks het ’n karakter wat nie aanvaar word nie.</translation>
    </message>
    <message>
        <source>This value is not accepted.</source>
        <translation>Hierdie waarde word nie aanvaar nie.</translation>
    </message>
    <message>
        <source>Use at most {limit} characters.</source>
        <translation>Gebruik hoogstens {limit} karakters.</translation>
    </message>
    <message>
        <source>Use https. Plain http is accepted for this computer only (127.0.0.1).</source>
        <translation>Gebruik https. Gewone http word slegs vir hierdie rekenaar aanvaar (127.0.0.1).</translation>
    </message>
    <message>
        <source>Use letters, digits and signs only.</source>
        <translation>Gebruik slegs letters, syfers en tekens.</translation>
    </message>
    <message>
        <source>Write a numeric address as four numbers, for example 203.0.113.7</source>
        <translation>Skryf ’n numeriese adres as vier getalle, byvoorbeeld 203.0.113.7</translation>
    </message>
    <message>
        <source>Write the address in plain characters.</source>
        <translation>Skryf die adres in gewone karakters.</translation>
    </message>
    <message>
        <source>“{entity}” cannot be listened to. A listener for it would be saved but never become active. {supported} entities are supported.</source>
        <translation>Daar kan nie na “{entity}” geluister word nie. ’n Luisteraar daarvoor sou gestoor word, maar nooit aktief word nie. {supported} entiteite word ondersteun.</translation>
    </message>
</context>
<context>
    <name>receiver</name>
    <message>
        <source>A sample is at most {size}</source>
        <translation>’n Voorbeeld is hoogstens {size}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwoord</translation>
    </message>
    <message>
        <source>Break the connection</source>
        <translation>Verbreek die verbinding</translation>
    </message>
    <message>
        <source>Compared with the last event of {record}, at {time}</source>
        <translation>Vergelyk met die vorige gebeurtenis van {record}, om {time}</translation>
    </message>
    <message>
        <source>Drip slowly, never end</source>
        <translation>Drup stadig, eindig nooit</translation>
    </message>
    <message>
        <source>Dripped</source>
        <translation>Gedrup</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Gebeurtenis</translation>
    </message>
    <message>
        <source>It does not say what kind of record it is of</source>
        <translation>Dit sê nie van watter soort rekord dit is nie</translation>
    </message>
    <message>
        <source>It had no body.</source>
        <translation>Dit het geen liggaam gehad nie.</translation>
    </message>
    <message>
        <source>It has no body</source>
        <translation>Dit het geen liggaam nie</translation>
    </message>
    <message>
        <source>It has no body that is text</source>
        <translation>Dit het geen liggaam wat teks is nie</translation>
    </message>
    <message>
        <source>It may have arrived all the same.</source>
        <translation>Dit kan nogtans aangekom het.</translation>
    </message>
    <message>
        <source>It was not sent</source>
        <translation>Dit is nie gestuur nie</translation>
    </message>
    <message>
        <source>Its body is no record</source>
        <translation>Sy liggaam is geen rekord nie</translation>
    </message>
    <message>
        <source>Its listener is paused: it is sent when that is turned on.</source>
        <translation>Sy luisteraar is gepouseer: dit word gestuur wanneer dié aangeskakel word.</translation>
    </message>
    <message>
        <source>Kept by the platform</source>
        <translation>Deur die platform bewaar</translation>
    </message>
    <message>
        <source>No earlier event of this record was received.</source>
        <translation>Geen vroeëre gebeurtenis van hierdie rekord is ontvang nie.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Geen</translation>
    </message>
    <message>
        <source>Not all of its body was kept</source>
        <translation>Nie sy hele liggaam is bewaar nie</translation>
    </message>
    <message>
        <source>Not an event</source>
        <translation>Nie ’n gebeurtenis nie</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nie nagegaan nie</translation>
    </message>
    <message>
        <source>Not text: shown as hexadecimal.</source>
        <translation>Nie teks nie: as heksadesimaal gewys.</translation>
    </message>
    <message>
        <source>Not text: the first bytes, as hexadecimal.</source>
        <translation>Nie teks nie: die eerste grepe, as heksadesimaal.</translation>
    </message>
    <message>
        <source>Not waited for any longer</source>
        <translation>Daar word nie langer gewag nie</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>Niks verskil nie.</translation>
    </message>
    <message>
        <source>On its way again</source>
        <translation>Weer op pad</translation>
    </message>
    <message>
        <source>Only a POST can be sent again</source>
        <translation>Net ’n POST kan weer gestuur word</translation>
    </message>
    <message>
        <source>Only text can be compared.</source>
        <translation>Slegs teks kan vergelyk word.</translation>
    </message>
    <message>
        <source>Only the first {kept} of {size} were kept.</source>
        <translation>Slegs die eerste {kept} van {size} is bewaar.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Rekord</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Herhaal</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Herstel</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Handtekening</translation>
    </message>
    <message>
        <source>Someone cancelled it</source>
        <translation>Iemand het dit gekanselleer</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Toets</translation>
    </message>
    <message>
        <source>The bodies are too long to compare here.</source>
        <translation>Die liggame is te lank om hier te vergelyk.</translation>
    </message>
    <message>
        <source>The platform has not tried it yet. Deliveries shows when it does.</source>
        <translation>Die platform het dit nog nie probeer nie. Aflewerings wys wanneer dit dit doen.</translation>
    </message>
    <message>
        <source>The platform may send it all the same.</source>
        <translation>Die platform kan dit nogtans stuur.</translation>
    </message>
    <message>
        <source>This connection is read only</source>
        <translation>Hierdie verbinding is leesalleen</translation>
    </message>
    <message>
        <source>This platform runs elsewhere and cannot reach this computer</source>
        <translation>Hierdie platform loop elders en kan nie hierdie rekenaar bereik nie</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tyd</translation>
    </message>
    <message>
        <source>Too early</source>
        <translation>Te vroeg</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Te groot</translation>
    </message>
    <message>
        <source>Too old</source>
        <translation>Te oud</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Geldig</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Verkeerd</translation>
    </message>
    <message>
        <source>Your account may look at listeners only</source>
        <translation>U rekening mag slegs na luisteraars kyk</translation>
    </message>
    <message>
        <source>answered {answer}</source>
        <translation>het {answer} geantwoord</translation>
    </message>
    <message>
        <source>no record</source>
        <translation>geen rekord nie</translation>
    </message>
    <message>
        <source>{host}, {time}, after {duration}</source>
        <translation>{host}, {time}, na {duration}</translation>
    </message>
    <message>
        <source>{time}, {event}, {record}, signature {signature}, {answer}</source>
        <translation>{time}, {event}, {record}, handtekening {signature}, {answer}</translation>
    </message>
</context>
<context>
    <name>removed_elsewhere</name>
    <message>
        <source>Another program took it out of the list of connections. Its local copy was left where it is, with every change that was not sent; the connection&apos;s id is {id}.</source>
        <translation>’n Ander program het dit uit die lys van verbindings gehaal. Die plaaslike kopie daarvan is gelaat waar dit is, met elke verandering wat nie gestuur is nie; die verbinding se id is {id}.</translation>
    </message>
    <message>
        <source>“{name}” was removed from this computer</source>
        <translation>“{name}” is van hierdie rekenaar verwyder</translation>
    </message>
</context>
<context>
    <name>repairs</name>
    <message>
        <source>All of it is compared with the platform now. Nothing was changed there.</source>
        <translation>Alles daarvan word nou met die platform vergelyk. Niks is daar verander nie.</translation>
    </message>
    <message>
        <source>Changes of which it is not certain that they were sent: {count}. They are marked in the list and wait for you.</source>
        <translation>Veranderinge waarvan dit nie seker is dat hulle gestuur is nie: {count}. Hulle is in die lys gemerk en wag vir u.</translation>
    </message>
    <message>
        <source>Listeners read in the old file: {count}. Of these with a change that waits: {changes}.</source>
        <translation>Luisteraars in die ou lêer gelees: {count}. Hiervan met ’n verandering wat wag: {changes}.</translation>
    </message>
    <message>
        <source>Nothing could be read in the old file. Changes that had not been sent by then and are not shown as waiting now are in it only.</source>
        <translation>Niks kon in die ou lêer gelees word nie. Veranderinge wat teen daardie tyd nie gestuur was nie en nie nou as wagtend gewys word nie, is slegs daarin.</translation>
    </message>
    <message>
        <source>The new one began as the backup of {time}.</source>
        <translation>Die nuwe een het as die rugsteun van {time} begin.</translation>
    </message>
    <message>
        <source>There was no backup: the new one began empty.</source>
        <translation>Daar was geen rugsteun nie: die nuwe een het leeg begin.</translation>
    </message>
    <message>
        <source>Your local copy was damaged and has been replaced</source>
        <translation>U plaaslike kopie was beskadig en is vervang</translation>
    </message>
    <message>
        <source>{path} could not be used as it was. The old file is kept in {folder}.</source>
        <translation>{path} kon nie gebruik word soos dit was nie. Die ou lêer word in {folder} bewaar.</translation>
    </message>
    <message>
        <source>{path} was gone.</source>
        <translation>{path} was weg.</translation>
    </message>
</context>
<context>
    <name>replay</name>
    <message numerus="yes">
        <source>%Ln delivery(s)</source>
        <translation>
            <numerusform>%Ln aflewering</numerusform>
            <numerusform>%Ln aflewerings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln had changed in the meantime and were left</source>
        <translation>
            <numerusform>%Ln het intussen verander en is so gelaat</numerusform>
            <numerusform>%Ln het intussen verander en is so gelaat</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s)</source>
        <translation>
            <numerusform>%Ln luisteraar</numerusform>
            <numerusform>%Ln luisteraars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent</source>
        <translation>
            <numerusform>%Ln nie gestuur nie</numerusform>
            <numerusform>%Ln nie gestuur nie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent any more</source>
        <translation>
            <numerusform>%Ln word nie meer gestuur nie</numerusform>
            <numerusform>%Ln word nie meer gestuur nie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent: stopped before</source>
        <translation>
            <numerusform>%Ln nie gestuur nie: voor dit gestop</numerusform>
            <numerusform>%Ln nie gestuur nie: voor dit gestop</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln on the way again</source>
        <translation>
            <numerusform>%Ln weer op pad</numerusform>
            <numerusform>%Ln weer op pad</numerusform>
        </translation>
    </message>
    <message>
        <source>All that is kept, until {until}</source>
        <translation>Alles wat bewaar word, tot {until}</translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more listener(s)</source>
        <translation>
            <numerusform>En nog %Ln luisteraar</numerusform>
            <numerusform>En nog %Ln luisteraars</numerusform>
        </translation>
    </message>
    <message>
        <source>From {since} until {until}</source>
        <translation>Van {since} tot {until}</translation>
    </message>
    <message>
        <source>There is nothing to send again</source>
        <translation>Daar is niks om weer te stuur nie</translation>
    </message>
    <message>
        <source>What will be tried again by itself is waiting and does not count as failed.</source>
        <translation>Wat vanself weer probeer sal word, wag en tel nie as misluk nie.</translation>
    </message>
    <message>
        <source>{deliveries} to {listeners}</source>
        <translation>{deliveries} na {listeners}</translation>
    </message>
</context>
<context>
    <name>replays</name>
    <message>
        <source>It has ended already, so there was nothing left to cancel.</source>
        <translation>Dit het reeds geëindig, dus was daar niks meer om te kanselleer nie.</translation>
    </message>
    <message>
        <source>It may have been done all the same: refresh to see.</source>
        <translation>Dit is dalk nogtans gedoen: herlaai om te sien.</translation>
    </message>
    <message>
        <source>Other events of the same moment were skipped too. Replay them together: Deliveries, Replay failed..., Skipped while off or stopped.</source>
        <translation>Ander gebeurtenisse van dieselfde oomblik is ook oorgeslaan. Herspeel hulle saam: Aflewerings, Herspeel mislukte..., Oorgeslaan terwyl af of gestop.</translation>
    </message>
    <message>
        <source>The listener is not active: its entity or function is not supported.</source>
        <translation>Die luisteraar is nie aktief nie: sy entiteit of funksie word nie ondersteun nie.</translation>
    </message>
    <message>
        <source>The listener is off. Turn it on, then replay.</source>
        <translation>Die luisteraar is af. Skakel dit aan en herspeel dan.</translation>
    </message>
    <message>
        <source>The listener was deleted, so there is nowhere to send to.</source>
        <translation>Die luisteraar is geskrap, dus is daar nêrens om na te stuur nie.</translation>
    </message>
    <message>
        <source>The listener was stopped. Turn it on again, then replay.</source>
        <translation>Die luisteraar is gestop. Skakel dit weer aan en herspeel dan.</translation>
    </message>
    <message>
        <source>The payload is not kept any more, so it cannot be sent again.</source>
        <translation>Die inhoud word nie meer bewaar nie, dus kan dit nie weer gestuur word nie.</translation>
    </message>
</context>
<context>
    <name>result</name>
    <message>
        <source>Address found</source>
        <translation>Adres gevind</translation>
    </message>
    <message>
        <source>Answered in time</source>
        <translation>Betyds geantwoord</translation>
    </message>
    <message>
        <source>Certificate is valid</source>
        <translation>Sertifikaat is geldig</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kode</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Koppel</translation>
    </message>
    <message>
        <source>Credential accepted</source>
        <translation>Geloofsbrief aanvaar</translation>
    </message>
    <message>
        <source>DNS lookup</source>
        <translation>DNS-opsoek</translation>
    </message>
    <message>
        <source>Message accepted</source>
        <translation>Boodskap aanvaar</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Uitslag</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>Ontvang</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Ontvang</translation>
    </message>
    <message>
        <source>Send request</source>
        <translation>Stuur versoek</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gestuur</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>Gestuur deur</translation>
    </message>
    <message>
        <source>Sent from this computer</source>
        <translation>Van hierdie rekenaar af gestuur</translation>
    </message>
    <message>
        <source>Signature sent</source>
        <translation>Handtekening gestuur</translation>
    </message>
    <message>
        <source>TLS handshake</source>
        <translation>TLS-handdruk</translation>
    </message>
    <message>
        <source>The platform</source>
        <translation>Die platform</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Hierdie rekenaar</translation>
    </message>
    <message>
        <source>To {host} at {time}</source>
        <translation>Na {host} om {time}</translation>
    </message>
    <message>
        <source>Too long to mark what differs.</source>
        <translation>Te lank om te merk wat verskil.</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Totaal</translation>
    </message>
    <message>
        <source>Wait for first byte</source>
        <translation>Wag vir eerste greep</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>verskil</translation>
    </message>
    <message>
        <source>{host} answered at {time}</source>
        <translation>{host} het om {time} geantwoord</translation>
    </message>
    <message>
        <source>{host} was called at {time}</source>
        <translation>{host} is om {time} geroep</translation>
    </message>
    <message>
        <source>{taken} of {allowed} s</source>
        <translation>{taken} van {allowed} s</translation>
    </message>
</context>
<context>
    <name>sandbox</name>
    <message numerus="yes">
        <source>%Ln listener(s) for another function</source>
        <translation>
            <numerusform>%Ln luisteraar vir ’n ander funksie</numerusform>
            <numerusform>%Ln luisteraars vir ’n ander funksie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s) matched</source>
        <translation>
            <numerusform>%Ln luisteraar het gepas</numerusform>
            <numerusform>%Ln luisteraars het gepas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more not sent</source>
        <translation>
            <numerusform>%Ln meer nie gestuur nie</numerusform>
            <numerusform>%Ln meer nie gestuur nie</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Kanselleer</translation>
    </message>
    <message>
        <source>Delete its webhook listeners, too</source>
        <translation>Skrap ook sy webhook-luisteraars</translation>
    </message>
    <message>
        <source>Its records go back to the first ones. Every event, delivery and email of the practice platform is deleted. Credentials, the log of changes and what the receiver caught stay.</source>
        <translation>Sy rekords word weer soos aan die begin. Elke gebeurtenis, aflewering en e-pos van die oefenplatform word geskrap. Geloofsbriewe, die register van veranderinge en wat die ontvanger opgevang het, bly.</translation>
    </message>
    <message>
        <source>Looking for listeners</source>
        <translation>Soek tans luisteraars</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>Nuwe rekord</translation>
    </message>
    <message>
        <source>No listener</source>
        <translation>Geen luisteraar nie</translation>
    </message>
    <message>
        <source>No listener matched</source>
        <translation>Geen luisteraar het gepas nie</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nie bekend nie</translation>
    </message>
    <message>
        <source>Not sent to {listener}</source>
        <translation>Nie na {listener} gestuur nie</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Rekord</translation>
    </message>
    <message>
        <source>Reset sandbox</source>
        <translation>Stel sandput terug</translation>
    </message>
    <message>
        <source>Reset sandbox...</source>
        <translation>Stel sandput terug...</translation>
    </message>
    <message>
        <source>Reset the sandbox?</source>
        <translation>Stel die sandput terug?</translation>
    </message>
    <message>
        <source>Resetting...</source>
        <translation>Stel tans terug...</translation>
    </message>
    <message>
        <source>This connection only reads</source>
        <translation>Hierdie verbinding lees net</translation>
    </message>
    <message>
        <source>Your account may not change records: records:write is missing</source>
        <translation>U rekening mag nie rekords verander nie: records:write ontbreek</translation>
    </message>
    <message>
        <source>{record} was saved</source>
        <translation>{record} is gestoor</translation>
    </message>
</context>
<context>
    <name>senders</name>
    <message>
        <source>Messages are sent by the platform&apos;s mail server only.</source>
        <translation>Boodskappe word net deur die platform se posbediener gestuur.</translation>
    </message>
    <message>
        <source>This platform sends no tests.</source>
        <translation>Hierdie platform stuur geen toetse nie.</translation>
    </message>
</context>
<context>
    <name>standing</name>
    <message>
        <source>It was {environment} until now.</source>
        <translation>Dit was tot nou toe {environment}.</translation>
    </message>
    <message>
        <source>It was {environment} until now. Changes reach real receivers, and are asked about before they are made.</source>
        <translation>Dit was tot nou toe {environment}. Veranderinge bereik werklike ontvangers, en daar word vooraf oor elkeen gevra.</translation>
    </message>
    <message>
        <source>The pages show what there is now. What you may do is the same.</source>
        <translation>Die bladsye wys wat daar nou is. Wat u mag doen, bly dieselfde.</translation>
    </message>
    <message>
        <source>The plan changed</source>
        <translation>Die plan het verander</translation>
    </message>
    <message>
        <source>You may no longer {things}.</source>
        <translation>U mag nie meer {things} nie.</translation>
    </message>
    <message>
        <source>You may {things} from now on.</source>
        <translation>U mag van nou af {things}.</translation>
    </message>
    <message>
        <source>Your Distribution Channels changed</source>
        <translation>U verspreidingskanale het verander</translation>
    </message>
    <message>
        <source>Your permissions changed</source>
        <translation>U regte het verander</translation>
    </message>
    <message>
        <source>change and test listeners</source>
        <translation>luisteraars verander en toets</translation>
    </message>
    <message>
        <source>change credentials</source>
        <translation>geloofsbriewe verander</translation>
    </message>
    <message>
        <source>change records</source>
        <translation>rekords verander</translation>
    </message>
    <message>
        <source>replay deliveries</source>
        <translation>aflewerings herspeel</translation>
    </message>
    <message>
        <source>see deliveries</source>
        <translation>aflewerings sien</translation>
    </message>
    <message>
        <source>see listeners</source>
        <translation>luisteraars sien</translation>
    </message>
    <message>
        <source>see who changed what</source>
        <translation>sien wie wat verander het</translation>
    </message>
    <message>
        <source>“{name}” is {environment} now</source>
        <translation>“{name}” is nou {environment}</translation>
    </message>
</context>
<context>
    <name>standings</name>
    <message numerus="yes">
        <source>%Ln in conflict</source>
        <translation>
            <numerusform>%Ln in konflik</numerusform>
            <numerusform>%Ln in konflik</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln geweier</numerusform>
            <numerusform>%Ln geweier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln wag</numerusform>
            <numerusform>%Ln wag</numerusform>
        </translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nie toegelaat nie</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Nie aangemeld nie</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Vanlyn</translation>
    </message>
    <message>
        <source>Open it to see what is wrong</source>
        <translation>Maak dit oop om te sien wat fout is</translation>
    </message>
    <message>
        <source>Synced {time}</source>
        <translation>Gesinkroniseer {time}</translation>
    </message>
</context>
<context>
    <name>states</name>
    <message>
        <source>Active</source>
        <translation>Aktief</translation>
    </message>
    <message>
        <source>Address blocked</source>
        <translation>Adres geblokkeer</translation>
    </message>
    <message>
        <source>Address not found</source>
        <translation>Adres nie gevind nie</translation>
    </message>
    <message>
        <source>After 5 days of failures</source>
        <translation>Ná 5 dae van mislukkings</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Gekanselleer</translation>
    </message>
    <message>
        <source>Cancelled by a person</source>
        <translation>Deur ’n persoon gekanselleer</translation>
    </message>
    <message>
        <source>Conflict to resolve</source>
        <translation>Konflik om op te los</translation>
    </message>
    <message>
        <source>Connection ended</source>
        <translation>Verbinding beëindig</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>Verbinding geweier</translation>
    </message>
    <message>
        <source>Created here, waiting to sync</source>
        <translation>Hier geskep, wag vir sinkronisering</translation>
    </message>
    <message>
        <source>Deleted here, waiting to sync</source>
        <translation>Hier geskrap, wag vir sinkronisering</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Afgelewer</translation>
    </message>
    <message>
        <source>Edited, waiting to sync</source>
        <translation>Geredigeer, wag vir sinkronisering</translation>
    </message>
    <message>
        <source>Entity not supported</source>
        <translation>Entiteit nie ondersteun nie</translation>
    </message>
    <message>
        <source>Events are kept</source>
        <translation>Gebeurtenisse word bewaar</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Misluk</translation>
    </message>
    <message>
        <source>Failed at every try</source>
        <translation>By elke poging misluk</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Misluk tans</translation>
    </message>
    <message>
        <source>Function not supported</source>
        <translation>Funksie nie ondersteun nie</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Bewaar</translation>
    </message>
    <message>
        <source>Kept too long</source>
        <translation>Te lank bewaar</translation>
    </message>
    <message>
        <source>Kept until the listener is turned on</source>
        <translation>Bewaar tot die luisteraar aangeskakel word</translation>
    </message>
    <message>
        <source>Mail server refused</source>
        <translation>Posbediener het geweier</translation>
    </message>
    <message>
        <source>No connection in time</source>
        <translation>Geen verbinding betyds nie</translation>
    </message>
    <message>
        <source>Not active</source>
        <translation>Nie aktief nie</translation>
    </message>
    <message>
        <source>Not created yet</source>
        <translation>Nog nie geskep nie</translation>
    </message>
    <message>
        <source>Not secure</source>
        <translation>Nie veilig nie</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Af</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Gepouseer</translation>
    </message>
    <message>
        <source>Redirect, not followed</source>
        <translation>Herleiding, nie gevolg nie</translation>
    </message>
    <message>
        <source>Refused, see why</source>
        <translation>Geweier, kyk hoekom</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Verwerp</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gestoor</translation>
    </message>
    <message>
        <source>Saved here, waiting to sync</source>
        <translation>Hier gestoor, wag vir sinkronisering</translation>
    </message>
    <message>
        <source>Saved here, with a conflict to resolve</source>
        <translation>Hier gestoor, met ’n konflik om op te los</translation>
    </message>
    <message>
        <source>Sending again</source>
        <translation>Word weer gestuur</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gestuur</translation>
    </message>
    <message>
        <source>Sign-in failed</source>
        <translation>Aanmelding het misluk</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestop</translation>
    </message>
    <message>
        <source>The endpoint answered 410 Gone</source>
        <translation>Die eindpunt het 410 Gone geantwoord</translation>
    </message>
    <message>
        <source>The listener is for another function</source>
        <translation>Die luisteraar is vir ’n ander funksie</translation>
    </message>
    <message>
        <source>The listener is not active: not supported</source>
        <translation>Die luisteraar is nie aktief nie: nie ondersteun nie</translation>
    </message>
    <message>
        <source>The listener was deleted</source>
        <translation>Die luisteraar is geskrap</translation>
    </message>
    <message>
        <source>The listener was off</source>
        <translation>Die luisteraar was af</translation>
    </message>
    <message>
        <source>The listener was stopped</source>
        <translation>Die luisteraar is gestop</translation>
    </message>
    <message>
        <source>The listener was turned off</source>
        <translation>Die luisteraar is afgeskakel</translation>
    </message>
    <message>
        <source>The record is of another Distribution Channel</source>
        <translation>Die rekord is van ’n ander verspreidingskanaal</translation>
    </message>
    <message>
        <source>The record is too large to send</source>
        <translation>Die rekord is te groot om te stuur</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Tyd verstreke</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>Te groot</translation>
    </message>
    <message>
        <source>Unknown to this version</source>
        <translation>Onbekend aan hierdie weergawe</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wag</translation>
    </message>
    <message>
        <source>Will be stopped {when}</source>
        <translation>Sal {when} gestop word</translation>
    </message>
    <message>
        <source>Will retry</source>
        <translation>Sal weer probeer</translation>
    </message>
    <message>
        <source>{percent}% failed in 24 h</source>
        <translation>{percent}% het in 24 h misluk</translation>
    </message>
</context>
<context>
    <name>sync_news</name>
    <message numerus="yes">
        <source>%Ln change(s) refused</source>
        <translation>
            <numerusform>%Ln verandering geweier</numerusform>
            <numerusform>%Ln veranderinge geweier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflict(s) to resolve</source>
        <translation>
            <numerusform>%Ln konflik om op te los</numerusform>
            <numerusform>%Ln konflikte om op te los</numerusform>
        </translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Gekoppel</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Koppel tans</translation>
    </message>
    <message>
        <source>Everything is synced</source>
        <translation>Alles is gesinkroniseer</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Nie toegelaat nie</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nie gekoppel nie</translation>
    </message>
    <message>
        <source>Not signed in</source>
        <translation>Nie aangemeld nie</translation>
    </message>
    <message>
        <source>Offline since {time}</source>
        <translation>Vanlyn sedert {time}</translation>
    </message>
</context>
<context>
    <name>tables</name>
    <message>
        <source>As it comes</source>
        <translation>Soos dit kom</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Kolomme</translation>
    </message>
    <message>
        <source>Last first</source>
        <translation>Laaste eerste</translation>
    </message>
    <message>
        <source>Sorted by</source>
        <translation>Gesorteer op</translation>
    </message>
</context>
<context>
    <name>times</name>
    <message numerus="yes">
        <source>In %Ln hour(s)</source>
        <translation>
            <numerusform>Oor %Ln uur</numerusform>
            <numerusform>Oor %Ln uur</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln minute(s)</source>
        <translation>
            <numerusform>Oor %Ln minuut</numerusform>
            <numerusform>Oor %Ln minute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln second(s)</source>
        <translation>
            <numerusform>Oor %Ln sekonde</numerusform>
            <numerusform>Oor %Ln sekondes</numerusform>
        </translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Nou</translation>
    </message>
    <message>
        <source>Since {when}</source>
        <translation>Sedert {when}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Vandag</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gister</translation>
    </message>
    <message>
        <source>{time} today</source>
        <translation>{time} vandag</translation>
    </message>
    <message>
        <source>{time} yesterday</source>
        <translation>{time} gister</translation>
    </message>
</context>
<context>
    <name>undoing</name>
    <message numerus="yes">
        <source>%Ln change(s) could not be undone: changed since</source>
        <translation>
            <numerusform>%Ln verandering kon nie ontdoen word nie: intussen verander</numerusform>
            <numerusform>%Ln veranderinge kon nie ontdoen word nie: intussen verander</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) undone</source>
        <translation>
            <numerusform>%Ln verandering ontdoen</numerusform>
            <numerusform>%Ln veranderinge ontdoen</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Skrap</translation>
    </message>
    <message>
        <source>Delete in Production</source>
        <translation>Skrap in Produksie</translation>
    </message>
    <message>
        <source>It is deleted then. Its past deliveries stay readable.</source>
        <translation>Dit word dan geskrap. Sy vorige aflewerings bly leesbaar.</translation>
    </message>
    <message>
        <source>They are deleted then. Past deliveries stay readable.</source>
        <translation>Hulle word dan geskrap. Vorige aflewerings bly leesbaar.</translation>
    </message>
    <message>
        <source>This is as before then: {settings}</source>
        <translation>Dit is dan weer soos voorheen: {settings}</translation>
    </message>
    <message>
        <source>Undo in Production</source>
        <translation>Ontdoen in Produksie</translation>
    </message>
    <message numerus="yes">
        <source>Undo the creation of %Ln listener(s)?</source>
        <translation>
            <numerusform>Ontdoen die skepping van %Ln luisteraar?</numerusform>
            <numerusform>Ontdoen die skepping van %Ln luisteraars?</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the creation of “{name}”?</source>
        <translation>Ontdoen die skepping van “{name}”?</translation>
    </message>
    <message numerus="yes">
        <source>Undo the last change of %Ln listener(s) in Production?</source>
        <translation>
            <numerusform>Ontdoen die laaste verandering van %Ln luisteraar in Produksie?</numerusform>
            <numerusform>Ontdoen die laaste verandering van %Ln luisteraars in Produksie?</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo the last change of “{name}” in Production?</source>
        <translation>Ontdoen die laaste verandering van “{name}” in Produksie?</translation>
    </message>
    <message>
        <source>What was deleted is created again.</source>
        <translation>Wat geskrap is, word weer geskep.</translation>
    </message>
    <message>
        <source>“{name}” is as before: {settings}</source>
        <translation>“{name}” is weer soos voorheen: {settings}</translation>
    </message>
    <message>
        <source>“{name}” is deleted</source>
        <translation>“{name}” is geskrap</translation>
    </message>
    <message>
        <source>“{name}” is there again</source>
        <translation>“{name}” is weer daar</translation>
    </message>
</context>
<context>
    <name>updates</name>
    <message>
        <source>Close it and start it again. Until then, parts of it may not work. Nothing is lost.</source>
        <translation>Maak dit toe en begin dit weer. Tot dan werk dele daarvan dalk nie. Niks is verlore nie.</translation>
    </message>
    <message>
        <source>This app was updated while it was open</source>
        <translation>Hierdie app is bygewerk terwyl dit oop was</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message numerus="yes">
        <source>%Ln attempt(s)</source>
        <translation>
            <numerusform>%Ln poging</numerusform>
            <numerusform>%Ln pogings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln got it</source>
        <translation>
            <numerusform>%Ln het dit gekry</numerusform>
            <numerusform>%Ln het dit gekry</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln listener(s) considered</source>
        <translation>
            <numerusform>%Ln luisteraar oorweeg</numerusform>
            <numerusform>%Ln luisteraars oorweeg</numerusform>
        </translation>
    </message>
    <message>
        <source>A person cancelled it before the event arrived.</source>
        <translation>’n Persoon het dit gekanselleer voordat die gebeurtenis aangekom het.</translation>
    </message>
    <message>
        <source>Add a listener for {function}</source>
        <translation>Voeg ’n luisteraar vir {function} by</translation>
    </message>
    <message>
        <source>Add a listener like it, then save the record once more</source>
        <translation>Voeg so ’n luisteraar by, en stoor dan die rekord nog ’n keer</translation>
    </message>
    <message>
        <source>Choose an entity and a function that are supported</source>
        <translation>Kies ’n entiteit en ’n funksie wat ondersteun word</translation>
    </message>
    <message>
        <source>Choose the channel of the record, or all of them</source>
        <translation>Kies die rekord se kanaal, of almal</translation>
    </message>
    <message>
        <source>Created {when}, after the event</source>
        <translation>Geskep {when}, ná die gebeurtenis</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Afgelewer</translation>
    </message>
    <message>
        <source>Did not exist yet</source>
        <translation>Het nog nie bestaan nie</translation>
    </message>
    <message>
        <source>First skipped: {reason}. A replay sent it later.</source>
        <translation>Eers oorgeslaan: {reason}. ’n Herspeling het dit later gestuur.</translation>
    </message>
    <message>
        <source>Handed over {when}</source>
        <translation>Oorhandig {when}</translation>
    </message>
    <message>
        <source>It is for one Distribution Channel, and the record belongs to another.</source>
        <translation>Dit is vir een verspreidingskanaal, en die rekord behoort aan ’n ander.</translation>
    </message>
    <message>
        <source>It is not for {function}, which is what happened to the record.</source>
        <translation>Dit is nie vir {function} nie, wat met die rekord gebeur het.</translation>
    </message>
    <message>
        <source>It listened to something else then</source>
        <translation>Dit het toe na iets anders geluister</translation>
    </message>
    <message>
        <source>It was cancelled before the event arrived.</source>
        <translation>Dit is gekanselleer voordat die gebeurtenis aangekom het.</translation>
    </message>
    <message>
        <source>It was sent on its way, but what came of it is not kept.</source>
        <translation>Dit is op pad gestuur, maar wat daarvan geword het, word nie bewaar nie.</translation>
    </message>
    <message>
        <source>Its entity or function can be saved but not listened to, so it never sends.</source>
        <translation>Sy entiteit of funksie kan gestoor word, maar daar kan nie na geluister word nie, dus stuur dit nooit.</translation>
    </message>
    <message>
        <source>Last try</source>
        <translation>Laaste poging</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>Luisteraar</translation>
    </message>
    <message>
        <source>Listeners get what happens after they were created.</source>
        <translation>Luisteraars kry wat gebeur nadat hulle geskep is.</translation>
    </message>
    <message>
        <source>Look for the webhook-id {id} in the log of the receiver</source>
        <translation>Soek die webhook-id {id} in die ontvanger se log</translation>
    </message>
    <message>
        <source>Look in the mailbox, and in its spam folder</source>
        <translation>Kyk in die posbus, en in sy gemorspos</translation>
    </message>
    <message>
        <source>Mend the endpoint, turn the listener on, then replay</source>
        <translation>Herstel die eindpunt, skakel die luisteraar aan, en herspeel dan</translation>
    </message>
    <message>
        <source>Mend the endpoint, turn the listener on, then send it now</source>
        <translation>Herstel die eindpunt, skakel die luisteraar aan, en stuur dit dan nou</translation>
    </message>
    <message>
        <source>Next try {when}.</source>
        <translation>Volgende poging {when}.</translation>
    </message>
    <message>
        <source>Not considered</source>
        <translation>Nie oorweeg nie</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nie bekend nie</translation>
    </message>
    <message>
        <source>Not on the platform</source>
        <translation>Nie op die platform nie</translation>
    </message>
    <message>
        <source>Not there any more</source>
        <translation>Nie meer daar nie</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>Nog nie probeer nie</translation>
    </message>
    <message>
        <source>Replay the delivery to send it after all</source>
        <translation>Herspeel die aflewering om dit tog te stuur</translation>
    </message>
    <message>
        <source>Save the record once more</source>
        <translation>Stoor die rekord nog ’n keer</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gestuur</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Oorgeslaan</translation>
    </message>
    <message>
        <source>Sync, then save the record once more</source>
        <translation>Sinkroniseer, stoor dan die rekord nog ’n keer</translation>
    </message>
    <message>
        <source>The delivery is not kept any more</source>
        <translation>Die aflewering word nie meer bewaar nie</translation>
    </message>
    <message>
        <source>The listener is paused, so the event is kept. It is sent when it resumes.</source>
        <translation>Die luisteraar is gepouseer, dus word die gebeurtenis bewaar. Dit word gestuur wanneer die luisteraar hervat word.</translation>
    </message>
    <message>
        <source>The listener was deleted before the event arrived.</source>
        <translation>Die luisteraar is geskrap voordat die gebeurtenis aangekom het.</translation>
    </message>
    <message>
        <source>The listener was for another entity when this happened.</source>
        <translation>Die luisteraar was vir ’n ander entiteit toe dit gebeur het.</translation>
    </message>
    <message>
        <source>The listener was turned off before the event arrived.</source>
        <translation>Die luisteraar is afgeskakel voordat die gebeurtenis aangekom het.</translation>
    </message>
    <message>
        <source>The mail server took the message for {address} {when}.</source>
        <translation>Die posbediener het die boodskap vir {address} {when} geneem.</translation>
    </message>
    <message>
        <source>The platform had stopped it, because its endpoint failed for days or was gone.</source>
        <translation>Die platform het dit gestop, omdat sy eindpunt dae lank misluk het of weg was.</translation>
    </message>
    <message>
        <source>The platform stopped the listener before the event arrived.</source>
        <translation>Die platform het die luisteraar gestop voordat die gebeurtenis aangekom het.</translation>
    </message>
    <message>
        <source>Then replay the delivery</source>
        <translation>Herspeel dan die aflewering</translation>
    </message>
    <message>
        <source>This listener, or its entity, was changed on this computer only so far.</source>
        <translation>Hierdie luisteraar, of sy entiteit, is tot dusver slegs op hierdie rekenaar verander.</translation>
    </message>
    <message>
        <source>Turn the listener on</source>
        <translation>Skakel die luisteraar aan</translation>
    </message>
    <message>
        <source>Turn the listener on, then replay the delivery</source>
        <translation>Skakel die luisteraar aan, en herspeel dan die aflewering</translation>
    </message>
    <message>
        <source>Turn the listener on, then send it now</source>
        <translation>Skakel die luisteraar aan en stuur dit dan nou</translation>
    </message>
    <message>
        <source>Version {number}, {function}, {when}</source>
        <translation>Weergawe {number}, {function}, {when}</translation>
    </message>
    <message>
        <source>Waits to be synced</source>
        <translation>Wag vir sinkronisering</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Wat gebeur het</translation>
    </message>
    <message>
        <source>While a listener is off, events are not sent and not kept.</source>
        <translation>Terwyl ’n luisteraar af is, word gebeurtenisse nie gestuur en nie bewaar nie.</translation>
    </message>
    <message>
        <source>{host} answered {status} {when}: it has the event.</source>
        <translation>{host} het {when} {status} geantwoord: dit het die gebeurtenis.</translation>
    </message>
    <message>
        <source>{listener}: {word}. {line}</source>
        <translation>{listener}: {word}. {line}</translation>
    </message>
    <message>
        <source>{status}, {when}</source>
        <translation>{status}, {when}</translation>
    </message>
</context>
</TS>
