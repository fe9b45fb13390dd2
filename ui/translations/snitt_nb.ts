<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nb_NO" sourcelanguage="en">
<context>
    <name>AnnotationText</name>
    <message>
        <source>Area</source>
        <translation>Område</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rektangel</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linje</translation>
    </message>
    <message>
        <source>Polyline</source>
        <translation>Polylinje</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkter</translation>
    </message>
    <message>
        <source>Field frame</source>
        <translation>Feltramme</translation>
    </message>
    <message>
        <source>Human</source>
        <translation>Menneske</translation>
    </message>
    <message>
        <source>AI</source>
        <translation>KI</translation>
    </message>
    <message>
        <source>AI, verified</source>
        <translation>KI, verifisert</translation>
    </message>
    <message>
        <source>1 point</source>
        <translation>1 punkt</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 punkter</translation>
    </message>
</context>
<context>
    <name>Arrangement</name>
    <message>
        <source>the arrangement is not kept</source>
        <translation>oppsettet av vinduer blir ikke lagret</translation>
    </message>
    <message>
        <source>this account has no folder for it; set XDG_DATA_HOME or HOME</source>
        <translation>kontoen har ingen mappe til det; sett XDG_DATA_HOME eller HOME</translation>
    </message>
</context>
<context>
    <name>CardFirst</name>
    <message>
        <source>A bundle is used once its model card has been read.</source>
        <translation>En modellpakke brukes først når modellkortet er lest.</translation>
    </message>
</context>
<context>
    <name>CaseWords</name>
    <message>
        <source>to look at cases</source>
        <translation>å se på saker</translation>
    </message>
    <message>
        <source>to see patients&apos; names</source>
        <translation>å se pasientnavn</translation>
    </message>
    <message>
        <source>to draw</source>
        <translation>å tegne</translation>
    </message>
    <message>
        <source>to keep scores</source>
        <translation>å lagre skårer</translation>
    </message>
    <message>
        <source>to take lists of the laboratory</source>
        <translation>å hente inn lister fra laboratoriet</translation>
    </message>
    <message>
        <source>to give slides to cases</source>
        <translation>å knytte snitt til saker</translation>
    </message>
    <message>
        <source>to confirm slides and stages</source>
        <translation>å bekrefte snitt og stadier</translation>
    </message>
    <message>
        <source>to set and lift flags</source>
        <translation>å sette og oppheve flagg</translation>
    </message>
    <message>
        <source>to export</source>
        <translation>å eksportere</translation>
    </message>
    <message>
        <source>to erase patients&apos; data</source>
        <translation>å slette pasienters opplysninger</translation>
    </message>
    <message>
        <source>to run validations</source>
        <translation>å kjøre valideringer</translation>
    </message>
    <message>
        <source>to sign reports of validations</source>
        <translation>å signere valideringsrapporter</translation>
    </message>
    <message>
        <source>to read the audit log</source>
        <translation>å lese loggen</translation>
    </message>
    <message>
        <source>to manage people</source>
        <translation>å administrere personer</translation>
    </message>
    <message>
        <source>to manage the database</source>
        <translation>å administrere databasen</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Åpnet</translation>
    </message>
    <message>
        <source>Case made</source>
        <translation>Sak opprettet</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioritet</translation>
    </message>
    <message>
        <source>Comment changed</source>
        <translation>Kommentar endret</translation>
    </message>
    <message>
        <source>Patient&apos;s data erased</source>
        <translation>Pasientens opplysninger er slettet</translation>
    </message>
    <message>
        <source>Stage changed</source>
        <translation>Stadium endret</translation>
    </message>
    <message>
        <source>Flag set</source>
        <translation>Flagg satt</translation>
    </message>
    <message>
        <source>Flag lifted</source>
        <translation>Flagg opphevet</translation>
    </message>
    <message>
        <source>Primary tumour</source>
        <translation>Primærtumor</translation>
    </message>
    <message>
        <source>Stain corrected</source>
        <translation>Farging rettet</translation>
    </message>
    <message>
        <source>Slide linked</source>
        <translation>Snitt knyttet til saken</translation>
    </message>
    <message>
        <source>Slide scanned again</source>
        <translation>Snitt skannet på nytt</translation>
    </message>
    <message>
        <source>Slide taken away</source>
        <translation>Snitt fjernet fra saken</translation>
    </message>
    <message>
        <source>Slide found at another place</source>
        <translation>Snitt funnet et annet sted</translation>
    </message>
    <message>
        <source>Slide found again</source>
        <translation>Snitt funnet igjen</translation>
    </message>
    <message>
        <source>The laboratory changed the case</source>
        <translation>Laboratoriet endret saken</translation>
    </message>
    <message>
        <source>A change of the laboratory waits</source>
        <translation>En endring fra laboratoriet venter</translation>
    </message>
    <message>
        <source>Change of the laboratory accepted</source>
        <translation>Endring fra laboratoriet godtatt</translation>
    </message>
    <message>
        <source>Change of the laboratory declined</source>
        <translation>Endring fra laboratoriet avslått</translation>
    </message>
    <message>
        <source>An older message changed nothing</source>
        <translation>En eldre melding endret ingenting</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Avvist</translation>
    </message>
    <message>
        <source>Needs the permission %1 (role %2).</source>
        <translation>Krever tillatelse til %1 (rolle %2).</translation>
    </message>
    <message>
        <source>That failed.</source>
        <translation>Det mislyktes.</translation>
    </message>
    <message>
        <source>No slides</source>
        <translation>Ingen snitt</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Ikke tillatt</translation>
    </message>
    <message>
        <source>Slides not chosen</source>
        <translation>Snitt ikke valgt</translation>
    </message>
    <message>
        <source>Not scored yet</source>
        <translation>Ikke skåret ennå</translation>
    </message>
    <message>
        <source>Scored</source>
        <translation>Skåret</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Kan ikke vurderes</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>God</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Usikker</translation>
    </message>
    <message>
        <source>Poor</source>
        <translation>Dårlig</translation>
    </message>
    <message>
        <source>No class</source>
        <translation>Ingen klasse</translation>
    </message>
    <message>
        <source>Good prognosis</source>
        <translation>God prognose</translation>
    </message>
    <message>
        <source>Uncertain prognosis</source>
        <translation>Usikker prognose</translation>
    </message>
    <message>
        <source>Poor prognosis</source>
        <translation>Dårlig prognose</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 t</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Haster</translation>
    </message>
    <message>
        <source>Routine</source>
        <translation>Rutine</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Åpen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Lukket</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annullert</translation>
    </message>
    <message>
        <source>No AI in care</source>
        <translation>Ingen KI i pasientbehandlingen</translation>
    </message>
    <message>
        <source>Research reservation</source>
        <translation>Reservasjon mot forskning</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <translation>Samtykke trukket tilbake</translation>
    </message>
    <message>
        <source>Do not use</source>
        <translation>Skal ikke brukes</translation>
    </message>
    <message>
        <source>Not primary tumour</source>
        <translation>Ikke primærtumor</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Ikke angitt</translation>
    </message>
    <message>
        <source>pT</source>
        <translation>pT</translation>
    </message>
    <message>
        <source>pN</source>
        <translation>pN</translation>
    </message>
    <message>
        <source>Nodes examined</source>
        <translation>Undersøkte lymfeknuter</translation>
    </message>
    <message>
        <source>Nodes with tumour</source>
        <translation>Lymfeknuter med tumor</translation>
    </message>
    <message>
        <source>TNM edition</source>
        <translation>TNM-utgave</translation>
    </message>
    <message>
        <source>After neoadjuvant therapy (y)</source>
        <translation>Etter neoadjuvant behandling (y)</translation>
    </message>
    <message>
        <source>Barcode</source>
        <translation>Strekkode</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Filnavn</translation>
    </message>
    <message>
        <source>Folder name</source>
        <translation>Mappenavn</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>A person</source>
        <translation>En person</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>administrator</translation>
    </message>
    <message>
        <source>pathologist</source>
        <translation>patolog</translation>
    </message>
    <message>
        <source>QA</source>
        <translation>kvalitetssikring</translation>
    </message>
    <message>
        <source>researcher</source>
        <translation>forsker</translation>
    </message>
    <message>
        <source>born %1</source>
        <translation>født %1</translation>
    </message>
</context>
<context>
    <name>CohortWords</name>
    <message>
        <source>Threshold %1</source>
        <translation>Terskel %1</translation>
    </message>
    <message>
        <source>Scored</source>
        <translation>Skåret</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Ufullstendig</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Venter</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Kan ikke vurderes</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Avvist</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Mislyktes</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>Utelatt</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Flagget</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>mindre enn ett minutt</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>omtrent %1 min</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>omtrent %1 t</translation>
    </message>
    <message>
        <source>about %1 days</source>
        <translation>omtrent %1 døgn</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>et annet program</translation>
    </message>
    <message>
        <source>%1 on %2 (process %3)</source>
        <translation>%1 på %2 (prosess %3)</translation>
    </message>
    <message>
        <source>The list is being checked</source>
        <translation>Listen kontrolleres</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Kjører</translation>
    </message>
    <message>
        <source>Stopped before its end</source>
        <translation>Stoppet før den var ferdig</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Ferdig</translation>
    </message>
</context>
<context>
    <name>Draw</name>
    <message>
        <source>ellipse</source>
        <translation>ellipse</translation>
    </message>
    <message>
        <source>rectangle</source>
        <translation>rektangel</translation>
    </message>
    <message>
        <source>Select one area that is not locked to take something away from it</source>
        <translation>Velg ett område som ikke er låst, for å ta noe bort fra det</translation>
    </message>
    <message>
        <source>brush</source>
        <translation>pensel</translation>
    </message>
    <message>
        <source>brush away</source>
        <translation>fjerning med pensel</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>Feltramme %1</translation>
    </message>
    <message>
        <source>field frame</source>
        <translation>feltramme</translation>
    </message>
    <message>
        <source>line</source>
        <translation>linje</translation>
    </message>
    <message>
        <source>polyline</source>
        <translation>polylinje</translation>
    </message>
    <message>
        <source>polygon</source>
        <translation>polygon</translation>
    </message>
    <message>
        <source>Select the areas that the line is to cut first</source>
        <translation>Velg først områdene som linjen skal dele</translation>
    </message>
    <message>
        <source>split</source>
        <translation>deling</translation>
    </message>
    <message>
        <source>The line cuts nothing in two: draw it right through a selected area that is not locked</source>
        <translation>Linjen deler ingenting: Tegn den tvers gjennom et valgt område som ikke er låst</translation>
    </message>
    <message>
        <source>point</source>
        <translation>punkt</translation>
    </message>
    <message>
        <source>The list of classes has no number %1</source>
        <translation>Klasselisten har ikke noe nummer %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>move</source>
        <translation>flytting</translation>
    </message>
    <message>
        <source>move a corner</source>
        <translation>flytting av et hjørne</translation>
    </message>
    <message>
        <source>new corner</source>
        <translation>nytt hjørne</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>sletting</translation>
    </message>
    <message>
        <source>What is selected is locked: unlock it to delete it</source>
        <translation>Det som er valgt, er låst: Lås det opp for å slette det</translation>
    </message>
    <message>
        <source>remove a corner</source>
        <translation>fjerning av et hjørne</translation>
    </message>
    <message>
        <source>An outline needs three corners, a line two: delete the whole instead</source>
        <translation>Et omriss trenger tre hjørner, en linje to: Slett heller hele</translation>
    </message>
    <message>
        <source>That would leave no area</source>
        <translation>Da blir det ikke noe område igjen</translation>
    </message>
    <message>
        <source>The outline crossed itself there, and was mended</source>
        <translation>Omrisset krysset seg selv der, og ble rettet</translation>
    </message>
    <message>
        <source>The slide could not be read there</source>
        <translation>Snittet kunne ikke leses der</translation>
    </message>
    <message>
        <source>wand</source>
        <translation>tryllestav</translation>
    </message>
    <message>
        <source>wand away</source>
        <translation>fjerning med tryllestav</translation>
    </message>
</context>
<context>
    <name>JobEnd</name>
    <message>
        <source>The engine gave no sign of life for %1 minutes and was ended.</source>
        <translation>Motoren ga ikke livstegn på %1 minutter og ble avsluttet.</translation>
    </message>
    <message>
        <source>The engine gave no sign of life and was ended.</source>
        <translation>Motoren ga ikke livstegn og ble avsluttet.</translation>
    </message>
    <message>
        <source>The engine was ended from outside, perhaps because memory ran out.</source>
        <translation>Motoren ble avsluttet utenfra, kanskje fordi minnet tok slutt.</translation>
    </message>
    <message>
        <source>The engine was ended from outside.</source>
        <translation>Motoren ble avsluttet utenfra.</translation>
    </message>
    <message>
        <source>The engine crashed (signal %1).</source>
        <translation>Motoren krasjet (signal %1).</translation>
    </message>
    <message>
        <source>The engine could not be started: %1</source>
        <translation>Motoren kunne ikke startes: %1</translation>
    </message>
    <message>
        <source>The engine ended without a result.</source>
        <translation>Motoren ble ferdig uten resultat.</translation>
    </message>
    <message>
        <source>The engine failed and gave no reason.</source>
        <translation>Motoren mislyktes og oppga ingen grunn.</translation>
    </message>
    <message>
        <source>The engine did not understand what it was asked.</source>
        <translation>Motoren forsto ikke hva den ble bedt om.</translation>
    </message>
    <message>
        <source>A safety rule refused; the engine gave no reason.</source>
        <translation>En sikkerhetsregel hindret det; motoren oppga ingen grunn.</translation>
    </message>
    <message>
        <source>The engine ended with the unknown exit code %1.</source>
        <translation>Motoren ble avsluttet med den ukjente avslutningskoden %1.</translation>
    </message>
</context>
<context>
    <name>JobText</name>
    <message>
        <source>Opening the slide</source>
        <translation>Åpner snittet</translation>
    </message>
    <message>
        <source>Looking for tissue</source>
        <translation>Leter etter vev</translation>
    </message>
    <message>
        <source>Looking for the tumour</source>
        <translation>Leter etter tumor</translation>
    </message>
    <message>
        <source>Scoring tiles</source>
        <translation>Skårer fliser</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Arbeider</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>omtrent %1 s igjen</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>omtrent %1 min igjen</translation>
    </message>
    <message>
        <source>about %1 h left</source>
        <translation>omtrent %1 t igjen</translation>
    </message>
    <message>
        <source>likely good</source>
        <translation>trolig god</translation>
    </message>
    <message>
        <source>good so far</source>
        <translation>god så langt</translation>
    </message>
    <message>
        <source>likely poor</source>
        <translation>trolig dårlig</translation>
    </message>
    <message>
        <source>poor so far</source>
        <translation>dårlig så langt</translation>
    </message>
    <message>
        <source>likely uncertain</source>
        <translation>trolig usikker</translation>
    </message>
    <message>
        <source>uncertain so far</source>
        <translation>usikker så langt</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Starter</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 av %2</translation>
    </message>
    <message>
        <source>%1 (%2: says nothing of a patient)</source>
        <translation>%1 (%2: sier ingenting om en pasient)</translation>
    </message>
    <message>
        <source>Paused: %1</source>
        <translation>Satt på pause: %1</translation>
    </message>
    <message>
        <source>Result: %1</source>
        <translation>Resultat: %1</translation>
    </message>
    <message>
        <source>Estimate %1</source>
        <translation>Anslag %1</translation>
    </message>
    <message>
        <source>Inside an outline: %1</source>
        <translation>Innenfor et omriss: %1</translation>
    </message>
    <message>
        <source>Inside “%1”: %2</source>
        <translation>Innenfor «%1»: %2</translation>
    </message>
</context>
<context>
    <name>KnownBundle</name>
    <message>
        <source>This is a WSInfer model: it names classes of tiles and gives no prognosis. Use it from the command line (snitt score).</source>
        <translation>Dette er en WSInfer-modell: Den gir klasser til fliser og ingen prognose. Bruk den fra kommandolinjen (snitt score).</translation>
    </message>
    <message>
        <source>This bundle cannot be used: %1.</source>
        <translation>Denne modellpakken kan ikke brukes: %1.</translation>
    </message>
    <message>
        <source>This bundle holds program code that no key trusted here has signed, so it is not run from this window. Trust its maker&apos;s key first (snitt bundle trust).</source>
        <translation>Modellpakken inneholder programkode som ikke er signert med noen nøkkel som er klarert her, og kjøres derfor ikke fra dette vinduet. Klarer først nøkkelen til den som laget den (snitt bundle trust).</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Shown from %1 up; hidden tiles count as before</source>
        <translation>Vist fra %1 og opp; skjulte fliser teller som før</translation>
    </message>
</context>
<context>
    <name>LockFacts</name>
    <message>
        <source>Slide list</source>
        <translation>Snittliste</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>Utfall</translation>
    </message>
    <message>
        <source>List of “%1”</source>
        <translation>Listen til «%1»</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Biblioteker</translation>
    </message>
    <message>
        <source>Computed on</source>
        <translation>Beregnet på</translation>
    </message>
    <message>
        <source>%1, %2, %3 kernels</source>
        <translation>%1, %2, kjerner: %3</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Låst</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Av</translation>
    </message>
    <message>
        <source>Locked again because</source>
        <translation>Låst på nytt fordi</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Pasienter</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Modellpakke</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lås</translation>
    </message>
    <message>
        <source>Other files</source>
        <translation>Andre filer</translation>
    </message>
    <message>
        <source>The lock&apos;s file, which names them, was not found.</source>
        <translation>Låsens fil, som navngir dem, ble ikke funnet.</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Innføring</translation>
    </message>
    <message>
        <source>%1 of the register, %2</source>
        <translation>%1 i registeret, %2</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>%1, rows: %2, %3</source>
        <translation>%1, rader: %2, %3</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>Viewpoint %1</source>
        <translation>Utsnitt %1</translation>
    </message>
</context>
<context>
    <name>OverlayData</name>
    <message>
        <source>contribution to this model&apos;s score, not a diagnosis</source>
        <translation>bidrag til denne modellens skår, ikke en diagnose</translation>
    </message>
    <message>
        <source>Untrained: numbers carry no meaning</source>
        <translation>Utrent: tallene har ingen mening</translation>
    </message>
    <message>
        <source>Research use only</source>
        <translation>Kun til forskning</translation>
    </message>
    <message>
        <source>%1 heatmap</source>
        <translation>Varmekart %1</translation>
    </message>
    <message>
        <source>%1 spread of members</source>
        <translation>Spredning mellom medlemmer, %1</translation>
    </message>
    <message>
        <source>standard deviation of the members</source>
        <translation>standardavvik mellom medlemmene</translation>
    </message>
    <message>
        <source>Unreadable tiles</source>
        <translation>Uleselige fliser</translation>
    </message>
    <message>
        <source>Scored tissue</source>
        <translation>Skåret vev</translation>
    </message>
    <message>
        <source>Tumour outline</source>
        <translation>Tumoromriss</translation>
    </message>
    <message>
        <source>Demonstrator: numbers say nothing of a patient</source>
        <translation>Demonstrator: tallene sier ingenting om en pasient</translation>
    </message>
</context>
<context>
    <name>PanelParts</name>
    <message>
        <source>Warning</source>
        <translation>Advarsel</translation>
    </message>
</context>
<context>
    <name>PropertiesPanel</name>
    <message>
        <source>Not stated</source>
        <translation>Ikke oppgitt</translation>
    </message>
    <message>
        <source>%1 (1:%2)</source>
        <translation>%1 (1:%2)</translation>
    </message>
    <message>
        <source>Show path</source>
        <translation>Vis bane</translation>
    </message>
    <message>
        <source>Hide path</source>
        <translation>Skjul bane</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Navn</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Størrelse</translation>
    </message>
    <message>
        <source>%1 × %2 mm</source>
        <translation>%1 × %2 mm</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>Nivåer</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>Leses av</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Filer</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Bane</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingeravtrykk</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Ikke kjent ennå</translation>
    </message>
    <message>
        <source>Typed by %1</source>
        <translation>Skrevet inn av %1</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Filen</translation>
    </message>
    <message>
        <source>The file: %1</source>
        <translation>Filen: %1</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Målestokk</translation>
    </message>
    <message>
        <source>µm per pixel</source>
        <translation>µm per piksel</translation>
    </message>
    <message>
        <source>x %1, y %2</source>
        <translation>x %1, y %2</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Kilde</translation>
    </message>
    <message>
        <source>Unknown: lengths are in pixels</source>
        <translation>Ukjent: lengder er i piksler</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Begrunnelse</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>%1 by the file, a hint</source>
        <translation>%1 ifølge filen, veiledende</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Skanner</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farge</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>None: shown as sRGB</source>
        <translation>Ingen: vises som sRGB</translation>
    </message>
    <message>
        <source>Present, without a name</source>
        <translation>Finnes, uten navn</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Funn</translation>
    </message>
    <message>
        <source>Nothing unusual was found in this file.</source>
        <translation>Det ble ikke funnet noe uvanlig i denne filen.</translation>
    </message>
    <message>
        <source>Not shown</source>
        <translation>Vises ikke</translation>
    </message>
    <message>
        <source>The file&apos;s name and path, and what else it says of itself, may name the patient. %1</source>
        <translation>Filens navn og plassering, og det den ellers sier om seg selv, kan navngi pasienten. %1</translation>
    </message>
</context>
<context>
    <name>Provenance</name>
    <message>
        <source>not recorded</source>
        <translation>ikke registrert</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 µm/px</source>
        <translation>%1 µm/px</translation>
    </message>
    <message>
        <source>%1 × %2 µm/px</source>
        <translation>%1 × %2 µm/px</translation>
    </message>
    <message>
        <source>; the file says %1</source>
        <translation>; filen oppgir %1</translation>
    </message>
    <message>
        <source>Signed by %1 (key %2)</source>
        <translation>Signert av %1 (nøkkel %2)</translation>
    </message>
    <message>
        <source>Signed by a key that is not trusted here (%1)</source>
        <translation>Signert med en nøkkel som ikke er klarert her (%1)</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>Ikke signert</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Modellpakke</translation>
    </message>
    <message>
        <source>Bundle ID</source>
        <translation>Pakke-ID</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versjon</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Bundle SHA-256</source>
        <translation>Pakkens SHA-256</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Slide SHA-256</source>
        <translation>Snittets SHA-256</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Målestokk</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Kjøring</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Started by</source>
        <translation>Startet av</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Programvare</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Enhet</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Presisjon</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Tråder</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Varighet</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Trinn</translation>
    </message>
    <message>
        <source>Numeric path</source>
        <translation>Regnemåte</translation>
    </message>
</context>
<context>
    <name>QualityLayers</name>
    <message>
        <source>Tissue</source>
        <translation>Vev</translation>
    </message>
    <message>
        <source>Out of focus (sampled patches)</source>
        <translation>Ute av fokus (stikkprøver)</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>Pen ink</source>
        <translation>Pennemerker</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Kvalitet</translation>
    </message>
</context>
<context>
    <name>ScaleBar</name>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 µm</source>
        <translation>%1 µm</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
</context>
<context>
    <name>ScaleText</name>
    <message>
        <source>%1 µm/px</source>
        <translation>%1 µm/px</translation>
    </message>
    <message>
        <source>x %1 px  y %2 px</source>
        <translation>x %1 px  y %2 px</translation>
    </message>
    <message>
        <source>x %1 mm  y %2 mm</source>
        <translation>x %1 mm  y %2 mm</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>%1 µm</source>
        <translation>%1 µm</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 px</translation>
    </message>
</context>
<context>
    <name>ScoreJob</name>
    <message>
        <source>Waiting</source>
        <translation>Venter</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Skåres</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>På pause</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Ferdig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Mislyktes</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Avbrutt av bruker</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Avbrutt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Avvist</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Kan ikke vurderes</translation>
    </message>
</context>
<context>
    <name>ScoreSummary</name>
    <message>
        <source>good</source>
        <translation>god</translation>
    </message>
    <message>
        <source>poor</source>
        <translation>dårlig</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>usikker</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>violated</source>
        <translation>ikke oppfylt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>ukjent</translation>
    </message>
    <message>
        <source>Not met: %1.</source>
        <translation>Krav som ikke er møtt: %1.</translation>
    </message>
    <message>
        <source>Scored all the same; reason given: “%1”.</source>
        <translation>Skåret likevel; oppgitt grunn: «%1».</translation>
    </message>
    <message>
        <source>The bundle was not made for slides like this one.</source>
        <translation>Modellpakken er ikke laget for snitt som dette.</translation>
    </message>
    <message>
        <source>Outside scope</source>
        <translation>Utenfor bruksområdet</translation>
    </message>
    <message>
        <source>No trusted signature covers %1 (SHA-256 %2…)</source>
        <translation>Ingen klarert signatur dekker %1 (SHA-256 %2…)</translation>
    </message>
    <message>
        <source> and one more file</source>
        <translation> og én fil til</translation>
    </message>
    <message>
        <source> and %1 more files</source>
        <translation> og %1 filer til</translation>
    </message>
    <message>
        <source>Untrusted code ran</source>
        <translation>Ikke-klarert kode ble kjørt</translation>
    </message>
    <message>
        <source>; what it computed is part of this score.</source>
        <translation>; det den beregnet, inngår i denne skåren.</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Kan ikke vurderes</translation>
    </message>
    <message>
        <source>No class</source>
        <translation>Ingen klasse</translation>
    </message>
    <message>
        <source>This score holds no class.</source>
        <translation>Denne skåren har ingen klasse.</translation>
    </message>
    <message>
        <source>Untrained: no meaning</source>
        <translation>Utrent: uten mening</translation>
    </message>
    <message>
        <source>By its rules the class would read “%1”.</source>
        <translation>Etter reglene ville klassen vært «%1».</translation>
    </message>
    <message>
        <source>Good prognosis</source>
        <translation>God prognose</translation>
    </message>
    <message>
        <source>Poor prognosis</source>
        <translation>Dårlig prognose</translation>
    </message>
    <message>
        <source>Uncertain prognosis</source>
        <translation>Usikker prognose</translation>
    </message>
    <message>
        <source>Research use only</source>
        <translation>Kun til forskning</translation>
    </message>
    <message>
        <source>Machine output, not reviewed.</source>
        <translation>Maskinelt resultat, ikke gjennomgått.</translation>
    </message>
    <message>
        <source>Untrained: numbers carry no meaning</source>
        <translation>Utrent: tallene har ingen mening</translation>
    </message>
    <message>
        <source>The networks have learned nothing; this shows how the program works.</source>
        <translation>Nettverkene har ikke lært noe; dette viser hvordan programmet virker.</translation>
    </message>
    <message>
        <source>Demonstrator</source>
        <translation>Demonstrasjon</translation>
    </message>
    <message>
        <source>Made to show the program, not validated for any use.</source>
        <translation>Laget for å vise programmet, ikke validert for noen bruk.</translation>
    </message>
    <message>
        <source>Outline was given by %1</source>
        <translation>Omrisset ble gitt av %1</translation>
    </message>
    <message>
        <source>Outline was given</source>
        <translation>Omrisset ble gitt</translation>
    </message>
    <message>
        <source>The networks scored this region, not one that they found.</source>
        <translation>Nettverkene skåret dette området, ikke et de fant selv.</translation>
    </message>
    <message>
        <source>Not scored; the threshold is %1</source>
        <translation>Ikke skåret; terskelen er %1</translation>
    </message>
    <message>
        <source>Equals the threshold %1, which counts as good</source>
        <translation>Lik terskelen %1, som regnes som god</translation>
    </message>
    <message>
        <source>%1 above the threshold %2</source>
        <translation>%1 over terskelen %2</translation>
    </message>
    <message>
        <source>%1 below the threshold %2</source>
        <translation>%1 under terskelen %2</translation>
    </message>
    <message>
        <source>One member (%1), so no spread</source>
        <translation>Ett medlem (%1), derfor ingen spredning</translation>
    </message>
    <message>
        <source>%1 members %2–%3, SD&#xa0;%4</source>
        <translation>%1 medlemmer %2–%3, SD %4</translation>
    </message>
    <message>
        <source>no class</source>
        <translation>ingen klasse</translation>
    </message>
    <message>
        <source>1 tile</source>
        <translation>1 flis</translation>
    </message>
    <message>
        <source>%1 tiles</source>
        <translation>%1 fliser</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>ikke målt</translation>
    </message>
    <message>
        <source>&lt; 0.1 %</source>
        <translation>&lt; 0.1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Untrained</source>
        <translation>Utrent</translation>
    </message>
    <message>
        <source>Research</source>
        <translation>Forskning</translation>
    </message>
    <message>
        <source>Clinical research</source>
        <translation>Klinisk forskning</translation>
    </message>
</context>
<context>
    <name>StudyWords</name>
    <message>
        <source>Passed</source>
        <translation>Bestått</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Ikke bestått</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Kan ikke vurderes</translation>
    </message>
    <message>
        <source>No conclusion</source>
        <translation>Uten konklusjon</translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation>Ikke kjørt ennå</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operatør</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Kontrollør</translation>
    </message>
    <message>
        <source>the register is missing</source>
        <translation>registeret mangler</translation>
    </message>
    <message>
        <source>History unknown: %1</source>
        <translation>Historikken er ukjent: %1</translation>
    </message>
    <message>
        <source>Locked; nobody has run it yet.</source>
        <translation>Låst; ingen har kjørt den ennå.</translation>
    </message>
    <message>
        <source>The run goes on, or was broken off before its conclusion.</source>
        <translation>Kjøringen pågår, eller ble avbrutt før konklusjonen.</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>d MMMM yyyy HH:mm</source>
        <translation>d. MMMM yyyy HH:mm</translation>
    </message>
    <message>
        <source>%1 (account %2)</source>
        <translation>%1 (konto %2)</translation>
    </message>
</context>
<context>
    <name>snitt::AdjustPanel</name>
    <message>
        <source>Adjust the picture</source>
        <translation>Juster bildet</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Tilbakestill</translation>
    </message>
    <message>
        <source>Show the slide as it was scanned, with its colour profile</source>
        <translation>Vis snittet slik det ble skannet, med fargeprofilen</translation>
    </message>
    <message>
        <source>Changes what is shown, never the file or a score.</source>
        <translation>Endrer det som vises, aldri filen eller en skår.</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Lysstyrke</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Apply the slide&apos;s colour profile</source>
        <translation>Bruk snittets fargeprofil</translation>
    </message>
    <message>
        <source>Stain</source>
        <translation>Farging</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farge</translation>
    </message>
    <message>
        <source>The slide as it was scanned</source>
        <translation>Snittet slik det ble skannet</translation>
    </message>
    <message>
        <source>Haematoxylin</source>
        <translation>Hematoksylin</translation>
    </message>
    <message>
        <source>Haematoxylin alone, by colour deconvolution</source>
        <translation>Bare hematoksylin, ved fargedekonvolusjon</translation>
    </message>
    <message>
        <source>Eosin</source>
        <translation>Eosin</translation>
    </message>
    <message>
        <source>Eosin alone, by colour deconvolution</source>
        <translation>Bare eosin, ved fargedekonvolusjon</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>What neither haematoxylin nor eosin explains: pen, pigment, other stains</source>
        <translation>Det verken hematoksylin eller eosin forklarer: penn, pigment, andre farginger</translation>
    </message>
    <message>
        <source>The profile has no name.</source>
        <translation>Profilen har ikke noe navn.</translation>
    </message>
    <message>
        <source>This slide has no colour profile; it is shown as sRGB.</source>
        <translation>Snittet har ingen fargeprofil; det vises som sRGB.</translation>
    </message>
</context>
<context>
    <name>snitt::AnnotationDetails</name>
    <message>
        <source>Locked</source>
        <translation>Låst</translation>
    </message>
    <message>
        <source>Mark as verified</source>
        <translation>Merk som verifisert</translation>
    </message>
    <message>
        <source>Name of the annotation</source>
        <translation>Annotasjonens navn</translation>
    </message>
    <message>
        <source>Class of the selected annotations</source>
        <translation>Klassen til de valgte annotasjonene</translation>
    </message>
    <message>
        <source>Note on the annotation</source>
        <translation>Notat om annotasjonen</translation>
    </message>
    <message>
        <source>Locked annotations cannot be changed or removed</source>
        <translation>Låste annotasjoner kan ikke endres eller fjernes</translation>
    </message>
    <message>
        <source>You have looked at what the network drew and agree</source>
        <translation>Du har sett på det nettverket tegnet, og er enig</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Navn</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notat</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1 valgt</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>Flere</translation>
    </message>
    <message>
        <source>No class</source>
        <translation>Ingen klasse</translation>
    </message>
    <message>
        <source>Several classes</source>
        <translation>Flere klasser</translation>
    </message>
    <message>
        <source>Sum of areas: %1</source>
        <translation>Samlet areal: %1</translation>
    </message>
    <message>
        <source>Points: %1</source>
        <translation>Punkter: %1</translation>
    </message>
    <message>
        <source>Lines: %1</source>
        <translation>Linjer: %1</translation>
    </message>
    <message>
        <source>Area: %1</source>
        <translation>Areal: %1</translation>
    </message>
    <message>
        <source>Perimeter: %1</source>
        <translation>Omkrets: %1</translation>
    </message>
    <message>
        <source>Length: %1</source>
        <translation>Lengde: %1</translation>
    </message>
    <message>
        <source>… and %1 more measurements</source>
        <translation>… og %1 målinger til</translation>
    </message>
    <message>
        <source>Origin: %1</source>
        <translation>Opprinnelse: %1</translation>
    </message>
    <message>
        <source>Author: %1</source>
        <translation>Laget av: %1</translation>
    </message>
    <message>
        <source>Created: %1</source>
        <translation>Opprettet: %1</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>Endret: %1</translation>
    </message>
</context>
<context>
    <name>snitt::AnnotationModel</name>
    <message>
        <source>Locked</source>
        <translation>Låst</translation>
    </message>
    <message>
        <source>%1, locked</source>
        <translation>%1, låst</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>nytt navn</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Navn</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Størrelse</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Opprinnelse</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Laget av</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Endret</translation>
    </message>
</context>
<context>
    <name>snitt::AnnotationsPanel</name>
    <message>
        <source>Annotations, classes and counts</source>
        <translation>Annotasjoner, klasser og tellinger</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Annotasjoner</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klasser</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Tellinger</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Søk</translation>
    </message>
    <message>
        <source>Search annotations</source>
        <translation>Søk i annotasjoner</translation>
    </message>
    <message>
        <source>Finds words in names, classes, notes and authors</source>
        <translation>Finner ord i navn, klasse, notat og «Laget av»</translation>
    </message>
    <message>
        <source>Show annotations of one class</source>
        <translation>Vis annotasjoner av én klasse</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importer …</translation>
    </message>
    <message>
        <source>Add annotations from a file</source>
        <translation>Legg til annotasjoner fra en fil</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Eksporter …</translation>
    </message>
    <message>
        <source>Write the annotations to a file</source>
        <translation>Skriv annotasjonene til en fil</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>nytt navn</translation>
    </message>
    <message>
        <source>note</source>
        <translation>notat</translation>
    </message>
    <message>
        <source>class</source>
        <translation>klasse</translation>
    </message>
    <message>
        <source>lock</source>
        <translation>låsing</translation>
    </message>
    <message>
        <source>unlock</source>
        <translation>opplåsing</translation>
    </message>
    <message>
        <source>mark as verified</source>
        <translation>verifisering</translation>
    </message>
    <message>
        <source>No slide is open.</source>
        <translation>Ingen snitt er åpne.</translation>
    </message>
    <message>
        <source>What is drawn here is being read …</source>
        <translation>Leser det som er tegnet her …</translation>
    </message>
    <message>
        <source>What is drawn here could not be read.</source>
        <translation>Det som er tegnet her, kunne ikke leses.</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Ingen treff.</translation>
    </message>
    <message>
        <source>Nothing is drawn on this slide yet.

Choose a tool and draw, or import a file of annotations.</source>
        <translation>Ingenting er tegnet på dette snittet ennå.

Velg et verktøy og tegn, eller importer en fil med annotasjoner.</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle klasser</translation>
    </message>
    <message>
        <source>No class</source>
        <translation>Ingen klasse</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>sletting</translation>
    </message>
</context>
<context>
    <name>snitt::AssociatedImages</name>
    <message>
        <source>Label and macro pictures</source>
        <translation>Etikett og makrobilde</translation>
    </message>
    <message>
        <source>This slide holds no label, macro or thumbnail.</source>
        <translation>Snittet har verken etikett, makrobilde eller miniatyrbilde.</translation>
    </message>
    <message>
        <source>Show picture</source>
        <translation>Vis bilde</translation>
    </message>
    <message>
        <source>Hide picture</source>
        <translation>Skjul bilde</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etikett</translation>
    </message>
    <message>
        <source>Show label</source>
        <translation>Vis etikett</translation>
    </message>
    <message>
        <source>Hide label</source>
        <translation>Skjul etikett</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>Makrobilde</translation>
    </message>
    <message>
        <source>Show macro</source>
        <translation>Vis makrobilde</translation>
    </message>
    <message>
        <source>Hide macro</source>
        <translation>Skjul makrobilde</translation>
    </message>
    <message>
        <source>Thumbnail</source>
        <translation>Miniatyrbilde</translation>
    </message>
    <message>
        <source>Label and macro name the patient. %1</source>
        <translation>Etikett og makrobilde navngir pasienten. %1</translation>
    </message>
</context>
<context>
    <name>snitt::BackupNotice</name>
    <message>
        <source>Hide for today</source>
        <translation>Skjul for i dag</translation>
    </message>
</context>
<context>
    <name>snitt::BackupWatch</name>
    <message>
        <source>There is no backup of the case database yet: what happens to this disk happens to it.</source>
        <translation>Det finnes ingen sikkerhetskopi av saksdatabasen ennå: Det som skjer med denne disken, rammer også databasen.</translation>
    </message>
    <message numerus="yes">
        <source>The last good backup of the case database is %n day(s) old (%1).</source>
        <translation>
            <numerusform>Den siste gode sikkerhetskopien av saksdatabasen er %n dag gammel (%1).</numerusform>
            <numerusform>Den siste gode sikkerhetskopien av saksdatabasen er %n dager gammel (%1).</numerusform>
        </translation>
    </message>
    <message>
        <source>“snitt db backup --folder FOLDER” makes one; the manual says how one is made each night (Help, Manual, “People, keys and the record”).</source>
        <translation>«snitt db backup --folder FOLDER» lager en; brukerveiledningen forteller hvordan en lages hver natt (Hjelp, Brukerveiledning, «Personer, nøkler og loggen»).</translation>
    </message>
</context>
<context>
    <name>snitt::BundleChooser</name>
    <message>
        <source>Model card…</source>
        <translation>Modellkort …</translation>
    </message>
    <message>
        <source>Model bundle</source>
        <translation>Modellpakke</translation>
    </message>
    <message>
        <source>No bundle yet: choose its folder</source>
        <translation>Ingen modellpakke ennå: Velg mappen</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>Annen mappe …</translation>
    </message>
    <message>
        <source>Choose the folder of a model bundle</source>
        <translation>Velg mappen til en modellpakke</translation>
    </message>
    <message>
        <source>Reading and checking the bundle…</source>
        <translation>Leser og kontrollerer modellpakken …</translation>
    </message>
    <message>
        <source>Version %1, status: %2, %3. %4.</source>
        <translation>Versjon %1, status: %2, %3. %4.</translation>
    </message>
</context>
<context>
    <name>snitt::CardDialog</name>
    <message>
        <source>[picture not shown: %1]</source>
        <translation>[bilde vises ikke: %1]</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Modellkort</translation>
    </message>
    <message>
        <source>This is the first score of this bundle version here. Read what it was made for before you use it.</source>
        <translation>Dette er den første skåren fra denne versjonen av modellpakken her. Les hva den er laget for, før du bruker den.</translation>
    </message>
    <message>
        <source>Bundle without a name</source>
        <translation>Modellpakke uten navn</translation>
    </message>
    <message>
        <source>version not recorded</source>
        <translation>versjon ikke registrert</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>versjon %1</translation>
    </message>
    <message>
        <source>%1  ·  status: %2</source>
        <translation>%1  ·  status: %2</translation>
    </message>
    <message>
        <source>The card was not kept with this score.</source>
        <translation>Modellkortet ble ikke lagret med denne skåren.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
    <message>
        <source>Close the card</source>
        <translation>Lukk modellkortet</translation>
    </message>
    <message>
        <source>I have read this card</source>
        <translation>Jeg har lest modellkortet</translation>
    </message>
</context>
<context>
    <name>snitt::CaseCall</name>
    <message>
        <source>Case %1 cannot be shown: there is no database of cases here yet.</source>
        <translation>Saken %1 kan ikke vises: Det finnes ingen database med saker her ennå.</translation>
    </message>
    <message>
        <source>Case %1 cannot be shown. %2</source>
        <translation>Saken %1 kan ikke vises. %2</translation>
    </message>
    <message>
        <source>Case %1 is shown as soon as somebody has signed in.</source>
        <translation>Saken %1 vises så snart noen har logget inn.</translation>
    </message>
    <message>
        <source>There is no case %1 here. Nothing was made or changed.</source>
        <translation>Det finnes ingen sak %1 her. Ingenting ble opprettet eller endret.</translation>
    </message>
</context>
<context>
    <name>snitt::CaseChooser</name>
    <message>
        <source>specimens %1</source>
        <translation>preparater %1</translation>
    </message>
    <message>
        <source>received %1</source>
        <translation>mottatt %1</translation>
    </message>
    <message>
        <source>Which case?</source>
        <translation>Hvilken sak?</translation>
    </message>
    <message>
        <source>Several cases bear the number %1. Choose the one to open.</source>
        <translation>Flere saker har nummeret %1. Velg den som skal åpnes.</translation>
    </message>
    <message>
        <source>Cases that match</source>
        <translation>Saker som passer</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Åpne</translation>
    </message>
</context>
<context>
    <name>snitt::CaseFlagsView</name>
    <message>
        <source>Nothing is scored for this patient&apos;s care.</source>
        <translation>Ingenting skåres til behandlingen av denne pasienten.</translation>
    </message>
    <message>
        <source>Not for research, training or exports.</source>
        <translation>Ikke til forskning, trening eller eksport.</translation>
    </message>
    <message>
        <source>For nothing at all.</source>
        <translation>Ikke til noe som helst.</translation>
    </message>
    <message>
        <source>Set a flag…</source>
        <translation>Sett flagg …</translation>
    </message>
    <message>
        <source>of the patient</source>
        <translation>gjelder pasienten</translation>
    </message>
    <message>
        <source>of this case</source>
        <translation>gjelder denne saken</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>siden %1</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>Opphev</translation>
    </message>
    <message>
        <source>Lift: %1</source>
        <translation>Opphev: %1</translation>
    </message>
    <message>
        <source>Set a flag</source>
        <translation>Sett flagg</translation>
    </message>
    <message>
        <source>The patient, with all cases</source>
        <translation>Pasienten, med alle saker</translation>
    </message>
    <message>
        <source>This case alone</source>
        <translation>Bare denne saken</translation>
    </message>
    <message>
        <source>Set the flag</source>
        <translation>Sett flagget</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Flagg</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>Gjelder</translation>
    </message>
    <message>
        <source>Holds from</source>
        <translation>Gjelder fra</translation>
    </message>
</context>
<context>
    <name>snitt::CaseHeader</name>
    <message>
        <source>Back to the worklist (Esc)</source>
        <translation>Tilbake til arbeidslisten (Esc)</translation>
    </message>
    <message>
        <source>Back to the worklist</source>
        <translation>Tilbake til arbeidslisten</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioritet</translation>
    </message>
    <message>
        <source>Patient&apos;s data erased</source>
        <translation>Pasientens opplysninger er slettet</translation>
    </message>
    <message>
        <source>Patient hidden</source>
        <translation>Pasient skjult</translation>
    </message>
    <message>
        <source>No patient is known</source>
        <translation>Ingen kjent pasient</translation>
    </message>
    <message>
        <source>Name not known</source>
        <translation>Navn ikke kjent</translation>
    </message>
    <message>
        <source>born %1</source>
        <translation>født %1</translation>
    </message>
    <message>
        <source>Patient: %1</source>
        <translation>Pasient: %1</translation>
    </message>
    <message>
        <source>order number, accession pending</source>
        <translation>rekvisisjonsnummer, venter på remissenummer</translation>
    </message>
    <message>
        <source>received %1 ago</source>
        <translation>mottatt for %1 siden</translation>
    </message>
    <message>
        <source>Also: %1</source>
        <translation>Også: %1</translation>
    </message>
    <message>
        <source>Close case</source>
        <translation>Lukk sak</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Åpne igjen</translation>
    </message>
</context>
<context>
    <name>snitt::CaseResults</name>
    <message>
        <source>No slides</source>
        <translation>Ingen snitt</translation>
    </message>
    <message>
        <source>There is nothing to score yet.</source>
        <translation>Det er ingenting å skåre ennå.</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Ikke tillatt</translation>
    </message>
    <message>
        <source>A flag of the patient or the case forbids it.</source>
        <translation>Et flagg på pasienten eller saken hindrer det.</translation>
    </message>
    <message>
        <source>Slides not chosen</source>
        <translation>Snitt ikke valgt</translation>
    </message>
    <message>
        <source>A result follows once a person has said which slides of H&amp;E show the primary invasive tumour (key Y on a slide).</source>
        <translation>Resultatet kommer når noen har angitt hvilke H&amp;E-snitt som viser den invasive primærtumoren (tast Y på et snitt).</translation>
    </message>
    <message>
        <source>Not scored yet</source>
        <translation>Ikke skåret ennå</translation>
    </message>
    <message>
        <source>Not all of the chosen slides have been scored.</source>
        <translation>Ikke alle de valgte snittene er skåret.</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Kan ikke vurderes</translation>
    </message>
    <message>
        <source>None of the chosen slides gives a class.</source>
        <translation>Ingen av de valgte snittene gir en klasse.</translation>
    </message>
    <message>
        <source>No result</source>
        <translation>Ikke noe resultat</translation>
    </message>
    <message>
        <source>Untrained: no meaning</source>
        <translation>Utrent: uten mening</translation>
    </message>
    <message>
        <source>Demonstrator</source>
        <translation>Demonstrasjon</translation>
    </message>
    <message>
        <source>Made to show the program: this says nothing of the patient.</source>
        <translation>Laget for å vise programmet: Dette sier ingenting om pasienten.</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>skår %1</translation>
    </message>
    <message>
        <source>1 slide</source>
        <translation>1 snitt</translation>
    </message>
    <message>
        <source>%1 slides</source>
        <translation>%1 snitt</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Risk group: %1</source>
        <translation>Risikogruppe: %1</translation>
    </message>
</context>
<context>
    <name>snitt::CaseScreenshot</name>
    <message>
        <source>nobody is signed in</source>
        <translation>ingen er logget inn</translation>
    </message>
    <message>
        <source>the case was not complete within a minute</source>
        <translation>saken var ikke fullstendig innen ett minutt</translation>
    </message>
    <message>
        <source>several cases bear this number: write SITE:ACCESSION</source>
        <translation>flere saker har dette nummeret: skriv SITE:ACCESSION</translation>
    </message>
    <message>
        <source>the picture could not be saved to %1</source>
        <translation>bildet kunne ikke lagres i %1</translation>
    </message>
</context>
<context>
    <name>snitt::CaseSlidesModel</name>
    <message>
        <source>No image</source>
        <translation>Ikke noe bilde</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>Kan ikke åpnes</translation>
    </message>
    <message>
        <source>Not scored</source>
        <translation>Ikke skåret</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Kan ikke vurderes</translation>
    </message>
    <message>
        <source>No class</source>
        <translation>Ingen klasse</translation>
    </message>
    <message>
        <source>No meaning</source>
        <translation>Uten mening</translation>
    </message>
    <message>
        <source>%1 (demo)</source>
        <translation>%1 (demo)</translation>
    </message>
    <message>
        <source>Specimen</source>
        <translation>Preparat</translation>
    </message>
    <message>
        <source>Specimen %1</source>
        <translation>Preparat %1</translation>
    </message>
    <message>
        <source>no block is known</source>
        <translation>ingen kjent blokk</translation>
    </message>
    <message>
        <source>the laboratory says: tumour</source>
        <translation>ifølge laboratoriet: tumor</translation>
    </message>
    <message>
        <source>the laboratory says: no tumour</source>
        <translation>ifølge laboratoriet: ikke tumor</translation>
    </message>
    <message>
        <source>no slide is known</source>
        <translation>ingen kjente snitt</translation>
    </message>
    <message>
        <source>%1, block %2</source>
        <translation>%1, blokk %2</translation>
    </message>
    <message>
        <source>Not scanned yet</source>
        <translation>Ikke skannet ennå</translation>
    </message>
    <message>
        <source>File missing</source>
        <translation>Filen mangler</translation>
    </message>
    <message>
        <source>Rescan %1</source>
        <translation>Ny skanning %1</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>Gjeldende</translation>
    </message>
    <message>
        <source>Stain %1</source>
        <translation>Farging: %1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>ikke kjent</translation>
    </message>
    <message>
        <source>The laboratory names this slide; no image of it has been found.</source>
        <translation>Laboratoriet oppgir dette snittet, men det er ikke funnet noe bilde av det.</translation>
    </message>
    <message>
        <source>The image was not where it had been when it was last looked for.</source>
        <translation>Bildet lå ikke der det hadde ligget, da det sist ble lett etter.</translation>
    </message>
    <message>
        <source>Scanner %1</source>
        <translation>Skanner: %1</translation>
    </message>
    <message>
        <source>Found %1</source>
        <translation>Funnet %1</translation>
    </message>
    <message>
        <source>Earlier images: %1. Their scores are superseded and count for nothing.</source>
        <translation>Tidligere bilder: %1. Skårene deres er erstattet og teller ikke.</translation>
    </message>
    <message>
        <source>%1, says %2, %3</source>
        <translation>%1, ifølge %2, %3</translation>
    </message>
    <message>
        <source>Barcode %1</source>
        <translation>Strekkode: %1</translation>
    </message>
    <message>
        <source>Not assessable: %1</source>
        <translation>Kan ikke vurderes: %1</translation>
    </message>
    <message>
        <source>Scored by %1 %2, %3</source>
        <translation>Skåret av %1 %2, %3</translation>
    </message>
    <message>
        <source>Stain not known</source>
        <translation>Ukjent farging</translation>
    </message>
    <message>
        <source>%1, slide %2</source>
        <translation>%1, snitt %2</translation>
    </message>
    <message>
        <source>Primary tumour? Y / N</source>
        <translation>Primærtumor? Y / N</translation>
    </message>
    <message>
        <source>Primary tumour: not said</source>
        <translation>Primærtumor: ikke angitt</translation>
    </message>
    <message>
        <source>primary tumour: %1</source>
        <translation>primærtumor: %1</translation>
    </message>
    <message>
        <source>File was replaced</source>
        <translation>Filen er byttet ut</translation>
    </message>
    <message>
        <source>Another slide lies where this one was found. It is not shown here.</source>
        <translation>Et annet snitt ligger der dette ble funnet. Det vises ikke her.</translation>
    </message>
</context>
<context>
    <name>snitt::CaseView</name>
    <message>
        <source>Patient&apos;s result</source>
        <translation>Pasientens resultat</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stadium</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flagg</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Sak</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historikk</translation>
    </message>
    <message>
        <source>Opening the case…</source>
        <translation>Åpner saken …</translation>
    </message>
    <message>
        <source>The case cannot be opened</source>
        <translation>Saken kan ikke åpnes</translation>
    </message>
    <message>
        <source>Back to the worklist</source>
        <translation>Tilbake til arbeidslisten</translation>
    </message>
    <message>
        <source>Also open now: %1</source>
        <translation>Også åpen nå hos: %1</translation>
    </message>
    <message>
        <source>No slide is known</source>
        <translation>Ingen kjente snitt</translation>
    </message>
    <message>
        <source>Slides come with the laboratory&apos;s messages and lists, and as files are found.</source>
        <translation>Snitt kommer med laboratoriets meldinger og lister, og når filer blir funnet.</translation>
    </message>
    <message>
        <source>Slides of the case</source>
        <translation>Snittene i saken</translation>
    </message>
    <message>
        <source>Esc: back to the worklist</source>
        <translation>Esc: tilbake til arbeidslisten</translation>
    </message>
    <message>
        <source>Return: open the slide  ·  Esc: back to the worklist</source>
        <translation>Return: åpne snittet  ·  Esc: tilbake til arbeidslisten</translation>
    </message>
    <message>
        <source>Primary tumour: Y yes, N no, Backspace not said  ·  Return: open the slide  ·  Esc: back to the worklist</source>
        <translation>Primærtumor: Y ja, N nei, Backspace ikke angitt  ·  Return: åpne snittet  ·  Esc: tilbake til arbeidslisten</translation>
    </message>
    <message>
        <source>The case is closed: open it again first.</source>
        <translation>Saken er lukket: Åpne den igjen først.</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>ikke kjent</translation>
    </message>
    <message>
        <source>Is this a slide of H&amp;E?</source>
        <translation>Er dette et H&amp;E-snitt?</translation>
    </message>
    <message>
        <source>%1

Its stain is recorded as: %2. Only slides of H&amp;E count in the patient&apos;s result. If this is one, its stain is corrected.</source>
        <translation>%1

Fargingen er registrert som: %2. Bare H&amp;E-snitt teller i pasientens resultat. Hvis dette er et slikt, rettes fargingen.</translation>
    </message>
    <message>
        <source>It is H&amp;&amp;E</source>
        <translation>Det er H&amp;&amp;E</translation>
    </message>
    <message>
        <source>No image of this slide has been found yet.</source>
        <translation>Det er ikke funnet noe bilde av dette snittet ennå.</translation>
    </message>
    <message>
        <source>Open the slide</source>
        <translation>Åpne snittet</translation>
    </message>
    <message>
        <source>Take away from this case…</source>
        <translation>Fjern fra saken …</translation>
    </message>
    <message>
        <source>Take the slide away</source>
        <translation>Fjern snittet</translation>
    </message>
    <message>
        <source>%1

Why does its image not belong to this case? It goes to the slides without a case. Patients&apos; names do not belong here.</source>
        <translation>%1

Hvorfor hører bildet ikke til denne saken? Det flyttes til snitt uten sak. Pasientnavn skal ikke stå her.</translation>
    </message>
    <message>
        <source>A slide is taken away only with a reason.</source>
        <translation>Et snitt kan bare fjernes med en begrunnelse.</translation>
    </message>
    <message>
        <source>Your comment on %1 was not saved, since another one came in between: %2</source>
        <translation>Kommentaren din til %1 ble ikke lagret, siden en annen kom imellom: %2</translation>
    </message>
    <message>
        <source>Another slide lies where the file of this one was found. It is not opened, since it may be another patient&apos;s.</source>
        <translation>Et annet snitt ligger der filen til dette ble funnet. Det åpnes ikke, siden det kan være en annen pasients.</translation>
    </message>
</context>
<context>
    <name>snitt::CasesWindow</name>
    <message>
        <source>Worklist — Snitt</source>
        <translation>Arbeidsliste – Snitt</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>Arbeidsliste</translation>
    </message>
    <message>
        <source>Case — Snitt</source>
        <translation>Sak – Snitt</translation>
    </message>
    <message>
        <source>Slides without a case</source>
        <translation>Snitt uten sak</translation>
    </message>
    <message>
        <source>Slides without a case (%1)</source>
        <translation>Snitt uten sak (%1)</translation>
    </message>
    <message>
        <source>Case %1 — Snitt</source>
        <translation>Sak %1 — Snitt</translation>
    </message>
</context>
<context>
    <name>snitt::CasesWindows</name>
    <message>
        <source>Ctrl+Alt+L</source>
        <translation>Ctrl+Alt+L</translation>
    </message>
    <message>
        <source>So many cases wait to be shown that no other was taken.</source>
        <translation>Så mange saker venter på å bli vist at ingen flere ble tatt imot.</translation>
    </message>
    <message>
        <source>%1 windows of cases are open. Close one to open another case.</source>
        <translation>%1 vinduer med saker er åpne. Lukk ett for å åpne en ny sak.</translation>
    </message>
</context>
<context>
    <name>snitt::ClassList</name>
    <message>
        <source>The list of classes in %1 cannot be used and is left as it is: %2</source>
        <translation>Klasselisten i %1 kan ikke brukes og blir stående som den er: %2</translation>
    </message>
    <message>
        <source>The list of classes is not kept: %1</source>
        <translation>Klasselisten blir ikke lagret: %1</translation>
    </message>
</context>
<context>
    <name>snitt::ClassListView</name>
    <message>
        <source>Rename class</source>
        <translation>Gi klassen nytt navn</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>Klassens farge</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>Legg til en klasse</translation>
    </message>
    <message>
        <source>Rename the class</source>
        <translation>Gi klassen nytt navn</translation>
    </message>
    <message>
        <source>Change the colour of the class</source>
        <translation>Endre klassens farge</translation>
    </message>
    <message>
        <source>Remove the class from the list</source>
        <translation>Fjern klassen fra listen</translation>
    </message>
    <message>
        <source>Move the class up</source>
        <translation>Flytt klassen opp</translation>
    </message>
    <message>
        <source>Move the class down</source>
        <translation>Flytt klassen ned</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klasser</translation>
    </message>
    <message>
        <source>Set class of selected</source>
        <translation>Sett klasse på valgte</translation>
    </message>
    <message>
        <source>Give the selected annotations this class</source>
        <translation>Gi de valgte annotasjonene denne klassen</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importer …</translation>
    </message>
    <message>
        <source>Add the classes of a file of Snitt or QuPath (classes.json)</source>
        <translation>Legg til klassene i en fil fra Snitt eller QuPath (classes.json)</translation>
    </message>
    <message>
        <source>Import classes</source>
        <translation>Importer klasser</translation>
    </message>
    <message>
        <source>Classes (*.json)</source>
        <translation>Klasser (*.json)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Eksporter …</translation>
    </message>
    <message>
        <source>Write the list of classes to a file</source>
        <translation>Skriv klasselisten til en fil</translation>
    </message>
    <message>
        <source>Export classes</source>
        <translation>Eksporter klasser</translation>
    </message>
    <message>
        <source>No class</source>
        <translation>Ingen klasse</translation>
    </message>
    <message>
        <source>Key %1 while counting</source>
        <translation>Tast %1 under telling</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>Ny klasse</translation>
    </message>
    <message>
        <source>New class %1</source>
        <translation>Ny klasse %1</translation>
    </message>
    <message>
        <source>There is a class “%1” already.</source>
        <translation>Det finnes alt en klasse «%1».</translation>
    </message>
    <message>
        <source>One annotation of this slide is of the class “%1”. Shall it become “%2” too?</source>
        <translation>Én annotasjon i dette snittet har klassen «%1». Skal den også bli «%2»?</translation>
    </message>
    <message>
        <source>%3 annotations of this slide are of the class “%1”. Shall they become “%2” too?</source>
        <translation>%3 annotasjoner i dette snittet har klassen «%1». Skal de også bli «%2»?</translation>
    </message>
    <message>
        <source>rename class</source>
        <translation>nytt navn på klasse</translation>
    </message>
    <message>
        <source>%1 cannot be imported: %2</source>
        <translation>%1 kan ikke importeres: %2</translation>
    </message>
    <message>
        <source>The list holds all of these classes already.</source>
        <translation>Alle disse klassene finnes alt i listen.</translation>
    </message>
    <message>
        <source>One class added.</source>
        <translation>Én klasse lagt til.</translation>
    </message>
    <message>
        <source>%1 classes added.</source>
        <translation>%1 klasser lagt til.</translation>
    </message>
    <message>
        <source>Written to %1.</source>
        <translation>Skrevet til %1.</translation>
    </message>
    <message>
        <source>Not written: %1</source>
        <translation>Ikke skrevet: %1</translation>
    </message>
    <message>
        <source>New annotations get the selected class. While counting, the keys 1 to 9 place a point of the class with that number.</source>
        <translation>Nye annotasjoner får den valgte klassen. Under telling setter tastene 1 til 9 et punkt av klassen med det nummeret.</translation>
    </message>
</context>
<context>
    <name>snitt::ClassPicker</name>
    <message>
        <source>Class of new annotations</source>
        <translation>Klasse for nye annotasjoner</translation>
    </message>
    <message>
        <source>The class that new annotations get</source>
        <translation>Klassen som nye annotasjoner får</translation>
    </message>
    <message>
        <source>No class</source>
        <translation>Ingen klasse</translation>
    </message>
</context>
<context>
    <name>snitt::CohortChart</name>
    <message>
        <source>Save this picture… (SVG, PDF or PNG)</source>
        <translation>Lagre dette bildet … (SVG, PDF eller PNG)</translation>
    </message>
    <message>
        <source>Save the picture “%1”</source>
        <translation>Lagre bildet «%1»</translation>
    </message>
</context>
<context>
    <name>snitt::CohortCharts</name>
    <message>
        <source>What each network said is being read…</source>
        <translation>Det hvert nettverk sa, leses …</translation>
    </message>
    <message>
        <source>Without a class</source>
        <translation>Uten klasse</translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s) wait for their slides</source>
        <translation>
            <numerusform>%n pasient venter på snittene sine</numerusform>
            <numerusform>%n pasienter venter på snittene sine</numerusform>
        </translation>
    </message>
    <message>
        <source>Patients by class</source>
        <translation>Pasienter etter klasse</translation>
    </message>
    <message>
        <source>Other reasons</source>
        <translation>Andre grunner</translation>
    </message>
    <message>
        <source>Slides without a class, by reason</source>
        <translation>Snitt uten klasse, etter grunn</translation>
    </message>
    <message numerus="yes">
        <source>%n slide(s); a click lists them</source>
        <translation>
            <numerusform>%n snitt; et klikk viser det</numerusform>
            <numerusform>%n snitt; et klikk viser dem</numerusform>
        </translation>
    </message>
    <message>
        <source>There are none.</source>
        <translation>Det er ingen.</translation>
    </message>
</context>
<context>
    <name>snitt::CohortFilterBar</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>Alle statuser</translation>
    </message>
    <message>
        <source>Scored</source>
        <translation>Skåret</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>Ufullstendig</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Kan ikke vurderes</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Avvist</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Mislyktes</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>Utelatt</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Flagget</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Venter</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>Alle klasser</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>God</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Usikker</translation>
    </message>
    <message>
        <source>Poor</source>
        <translation>Dårlig</translation>
    </message>
    <message>
        <source>Without a class</source>
        <translation>Uten klasse</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Nullstill</translation>
    </message>
    <message>
        <source>List all of the cohort again</source>
        <translation>Vis hele kohorten igjen</translation>
    </message>
    <message>
        <source>List other slides than these, too: %1</source>
        <translation>Vis også andre snitt enn disse: %1</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Søk</translation>
    </message>
    <message>
        <source>Patient, slide, accession, file, reason</source>
        <translation>Pasient, snitt, remissenummer, fil, grunn</translation>
    </message>
    <message>
        <source>Patient, slide, reason</source>
        <translation>Pasient, snitt, grunn</translation>
    </message>
    <message>
        <source>Some slides</source>
        <translation>Noen snitt</translation>
    </message>
    <message>
        <source>List other slides, too</source>
        <translation>Vis også andre snitt</translation>
    </message>
</context>
<context>
    <name>snitt::CohortHeader</name>
    <message>
        <source>%1 slides an hour</source>
        <translation>%1 snitt i timen</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, %2 igjen</translation>
    </message>
    <message>
        <source>Finished slides are compared with what was scored</source>
        <translation>Ferdige snitt sammenlignes med det som ble skåret</translation>
    </message>
    <message>
        <source>Slides are decided again</source>
        <translation>Snitt avgjøres på nytt</translation>
    </message>
    <message>
        <source>The list and the slides&apos; files are being checked</source>
        <translation>Listen og snittenes filer kontrolleres</translation>
    </message>
    <message>
        <source>Slides that are done</source>
        <translation>Snitt som er ferdige</translation>
    </message>
    <message>
        <source>Run…</source>
        <translation>Kjør …</translation>
    </message>
    <message>
        <source>Score this cohort, or go on where it was stopped</source>
        <translation>Skår denne kohorten, eller fortsett der den stoppet</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Slides in hand wait where they are</source>
        <translation>Snitt som er under arbeid, venter der de er</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Gjenoppta</translation>
    </message>
    <message>
        <source>Go on scoring</source>
        <translation>Fortsett skåringen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>End the run. What is scored stays; the next run goes on from there</source>
        <translation>Avslutt kjøringen. Det som er skåret, beholdes; neste kjøring fortsetter derfra</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Eksporter</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stopper …</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>På pause</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Kjører</translation>
    </message>
    <message>
        <source>Run by %1; this window only follows it</source>
        <translation>Kjøres av %1; dette vinduet bare følger med</translation>
    </message>
    <message>
        <source>%1 %2 (%3)</source>
        <translation>%1 %2 (%3)</translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n pasient</numerusform>
            <numerusform>%n pasienter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slide(s)</source>
        <translation>
            <numerusform>%n snitt</numerusform>
            <numerusform>%n snitt</numerusform>
        </translation>
    </message>
    <message>
        <source>The bundle is untrained: its scores and classes carry no meaning.</source>
        <translation>Modellpakken er utrent: skårene og klassene har ingen mening.</translation>
    </message>
    <message>
        <source>Mixed: slides were computed in several ways (%1).</source>
        <translation>Blandet: snittene er beregnet på flere måter (%1).</translation>
    </message>
    <message>
        <source>Slides outside the bundle&apos;s scope were scored, too: %1</source>
        <translation>Også snitt utenfor modellpakkens område er skåret: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n slide(s) done</source>
        <translation>
            <numerusform>%1 av %n snitt ferdig</numerusform>
            <numerusform>%1 av %n snitt ferdige</numerusform>
        </translation>
    </message>
    <message>
        <source>Run again…</source>
        <translation>Kjør igjen …</translation>
    </message>
    <message>
        <source>Demonstrator: made to show the program, its numbers say nothing of a patient.</source>
        <translation>Demonstrator: laget for å vise programmet, tallene sier ingenting om en pasient.</translation>
    </message>
    <message>
        <source>Results keep coming in, as from a cluster; this window only follows them</source>
        <translation>Resultater kommer inn, som fra en klynge; dette vinduet bare følger med</translation>
    </message>
</context>
<context>
    <name>snitt::CohortRuns</name>
    <message>
        <source>The engine, the program snitt, is missing beside the viewer: nothing can be scored.</source>
        <translation>Motoren, programmet snitt, mangler ved siden av visningsprogrammet: ingenting kan skåres.</translation>
    </message>
    <message>
        <source>This cohort is being run already.</source>
        <translation>Denne kohorten kjøres allerede.</translation>
    </message>
</context>
<context>
    <name>snitt::CohortTablesPane</name>
    <message>
        <source>Patients</source>
        <translation>Pasienter</translation>
    </message>
    <message>
        <source>All slides</source>
        <translation>Alle snitt</translation>
    </message>
    <message>
        <source>Slides of the patient</source>
        <translation>Pasientens snitt</translation>
    </message>
    <message>
        <source>Slides</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Kan ikke vurderes</translation>
    </message>
    <message>
        <source>Slides of %1</source>
        <translation>Snitt fra %1</translation>
    </message>
    <message>
        <source>No patient is chosen</source>
        <translation>Ingen pasient er valgt</translation>
    </message>
</context>
<context>
    <name>snitt::CohortWindow</name>
    <message>
        <source>Reading the cohort…</source>
        <translation>Leser kohorten …</translation>
    </message>
    <message>
        <source>Patients as listed (CSV)…</source>
        <translation>Pasientene i listen (CSV) …</translation>
    </message>
    <message>
        <source>Slides as listed (CSV)…</source>
        <translation>Snittene i listen (CSV) …</translation>
    </message>
    <message>
        <source>Pictures (SVG, PDF, PNG)</source>
        <translation>Bilder (SVG, PDF, PNG)</translation>
    </message>
    <message>
        <source>The list is being checked</source>
        <translation>Listen kontrolleres</translation>
    </message>
    <message>
        <source>Patients and slides are listed once the slides&apos; files have been looked at.</source>
        <translation>Pasienter og snitt vises når snittenes filer er kontrollert.</translation>
    </message>
    <message>
        <source>This cohort cannot be shown</source>
        <translation>Denne kohorten kan ikke vises</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Prøv igjen</translation>
    </message>
    <message>
        <source>There are no slides in this cohort</source>
        <translation>Det er ingen snitt i denne kohorten</translation>
    </message>
    <message>
        <source>%1 of %2 patients</source>
        <translation>%1 av %2 pasienter</translation>
    </message>
    <message numerus="yes">
        <source>Charts of the %n patient(s) that are listed</source>
        <translation>
            <numerusform>Diagrammer for den %n pasienten i listen</numerusform>
            <numerusform>Diagrammer for de %n pasientene i listen</numerusform>
        </translation>
    </message>
    <message>
        <source>Cohort %1 — Snitt</source>
        <translation>Kohort %1 — Snitt</translation>
    </message>
    <message>
        <source>Cohort — Snitt</source>
        <translation>Kohort — Snitt</translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation>Kohort</translation>
    </message>
    <message>
        <source>Slide %1 cannot be opened: the table that names the files, paths.csv, may be read by its owner alone.</source>
        <translation>Snitt %1 kan ikke åpnes: tabellen som navngir filene, paths.csv, kan bare leses av eieren.</translation>
    </message>
    <message>
        <source>Slide %1 cannot be opened: the table that names the files, paths.csv, is not in this folder.</source>
        <translation>Snitt %1 kan ikke åpnes: tabellen som navngir filene, paths.csv, er ikke i denne mappen.</translation>
    </message>
    <message>
        <source>Save a picture</source>
        <translation>Lagre et bilde</translation>
    </message>
    <message>
        <source>SVG (*.svg);;PDF (*.pdf);;PNG (*.png)</source>
        <translation>SVG (*.svg);;PDF (*.pdf);;PNG (*.png)</translation>
    </message>
    <message>
        <source>Save a table</source>
        <translation>Lagre en tabell</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
</context>
<context>
    <name>snitt::CohortWindows</name>
    <message>
        <source>Open the folder of a cohort</source>
        <translation>Åpne mappen til en kohort</translation>
    </message>
    <message>
        <source>Run a cohort</source>
        <translation>Kjør en kohort</translation>
    </message>
    <message>
        <source>A cohort is being scored</source>
        <translation>En kohort skåres</translation>
    </message>
    <message>
        <source>A cohort is being scored. If you close the viewer now, its run stops; what is scored stays, and the next run goes on from there.</source>
        <translation>En kohort skåres. Lukker du programmet nå, stopper kjøringen; det som er skåret, beholdes, og neste kjøring fortsetter derfra.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Stopp og lukk</translation>
    </message>
    <message>
        <source>Go on scoring</source>
        <translation>Fortsett skåringen</translation>
    </message>
</context>
<context>
    <name>snitt::CommentBox</name>
    <message>
        <source>Save the comment</source>
        <translation>Lagre kommentaren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Laboratory: %1</source>
        <translation>Laboratoriet: %1</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Ingen.</translation>
    </message>
    <message>
        <source>Write a comment…</source>
        <translation>Skriv en kommentar …</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Endre …</translation>
    </message>
    <message>
        <source>Put both together</source>
        <translation>Sett begge sammen</translation>
    </message>
    <message>
        <source>Nothing was saved: the comment was deleted while you wrote. Yours:</source>
        <translation>Ingenting ble lagret: Kommentaren ble slettet mens du skrev. Din:</translation>
    </message>
    <message>
        <source>Nothing was saved: while you wrote, another comment came in between.

It says: %1

Yours:</source>
        <translation>Ingenting ble lagret: Mens du skrev, kom en annen kommentar imellom.

Der står: %1

Din:</translation>
    </message>
    <message>
        <source>Save mine instead</source>
        <translation>Lagre min i stedet</translation>
    </message>
    <message>
        <source>Leave theirs</source>
        <translation>La den andre stå</translation>
    </message>
</context>
<context>
    <name>snitt::CountingView</name>
    <message>
        <source>Counted points by field frame and class</source>
        <translation>Talte punkter etter feltramme og klasse</translation>
    </message>
    <message>
        <source>Frame and class</source>
        <translation>Ramme og klasse</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkter</translation>
    </message>
    <message>
        <source>per mm²</source>
        <translation>per mm²</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Kopier som CSV</translation>
    </message>
    <message>
        <source>Put the table on the clipboard</source>
        <translation>Legg tabellen på utklippstavlen</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>Eksporter CSV …</translation>
    </message>
    <message>
        <source>Write the table to a file</source>
        <translation>Skriv tabellen til en fil</translation>
    </message>
    <message>
        <source>Field frame %1</source>
        <translation>Feltramme %1</translation>
    </message>
    <message>
        <source>Outside frames</source>
        <translation>Utenfor rammene</translation>
    </message>
    <message>
        <source>All frames</source>
        <translation>Alle rammer</translation>
    </message>
    <message>
        <source>Nothing is counted yet. Count points, and place field frames to have them counted per area.</source>
        <translation>Ingenting er talt ennå. Tell punkter, og plasser feltrammer for å få dem talt per areal.</translation>
    </message>
    <message>
        <source>Place a field frame to have points counted per mm².</source>
        <translation>Plasser en feltramme for å få punkter talt per mm².</translation>
    </message>
    <message>
        <source>Counts per mm² need the scale of the slide.</source>
        <translation>Tall per mm² krever snittets målestokk.</translation>
    </message>
    <message>
        <source>No class</source>
        <translation>Ingen klasse</translation>
    </message>
</context>
<context>
    <name>snitt::Cover</name>
    <message>
        <source>Locked: somebody has to sign in</source>
        <translation>Låst: Noen må logge inn</translation>
    </message>
    <message>
        <source>Snitt – locked</source>
        <translation>Snitt – låst</translation>
    </message>
</context>
<context>
    <name>snitt::CriteriaEditor</name>
    <message>
        <source>Add a criterion</source>
        <translation>Legg til et kriterium</translation>
    </message>
    <message>
        <source>itself</source>
        <translation>selve verdien</translation>
    </message>
    <message>
        <source>lower limit</source>
        <translation>nedre grense</translation>
    </message>
    <message>
        <source>upper limit</source>
        <translation>øvre grense</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>minst</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>høyst</translation>
    </message>
    <message>
        <source>Remove this criterion</source>
        <translation>Fjern dette kriteriet</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 til 1</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>grense</translation>
    </message>
    <message>
        <source>Criterion %1: figure</source>
        <translation>Kriterium %1: tall</translation>
    </message>
    <message>
        <source>Criterion %1: which limit of its interval</source>
        <translation>Kriterium %1: hvilken grense av intervallet</translation>
    </message>
    <message>
        <source>Criterion %1: when</source>
        <translation>Kriterium %1: når</translation>
    </message>
    <message>
        <source>Criterion %1: at least or at most</source>
        <translation>Kriterium %1: minst eller høyst</translation>
    </message>
    <message>
        <source>Criterion %1: limit</source>
        <translation>Kriterium %1: grense</translation>
    </message>
    <message>
        <source>at 1 year</source>
        <translation>ved 1 år</translation>
    </message>
    <message>
        <source>at %1 years</source>
        <translation>ved %1 år</translation>
    </message>
    <message numerus="yes">
        <source>%n criterion/criteria of repeated readings are kept as the file has them.</source>
        <translation>
            <numerusform>%n kriterium for gjentatte avlesninger beholdes slik filen har det.</numerusform>
            <numerusform>%n kriterier for gjentatte avlesninger beholdes slik filen har dem.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::DetectionLayer</name>
    <message>
        <source>unclassified</source>
        <translation>uklassifisert</translation>
    </message>
</context>
<context>
    <name>snitt::DockTitles</name>
    <message>
        <source>Panels</source>
        <translation>Paneler</translation>
    </message>
    <message>
        <source>&amp;Undock</source>
        <translation>&amp;Løsne</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>L&amp;ukk</translation>
    </message>
</context>
<context>
    <name>snitt::DrawController</name>
    <message>
        <source>A field frame needs the scale of the slide, which is not known; enter it first</source>
        <translation>En feltramme krever snittets målestokk, som ikke er kjent; oppgi den først</translation>
    </message>
    <message>
        <source>The area of a field frame must be above 0 mm²</source>
        <translation>Arealet av en feltramme må være over 0 mm²</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>sletting</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>duplisering</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>sammenslåing</translation>
    </message>
    <message>
        <source>subtract</source>
        <translation>fratrekk</translation>
    </message>
    <message>
        <source>split into parts</source>
        <translation>oppdeling i enkeltdeler</translation>
    </message>
    <message>
        <source>fill holes</source>
        <translation>fylling av hull</translation>
    </message>
    <message>
        <source>simplify</source>
        <translation>forenkling</translation>
    </message>
    <message>
        <source>lock</source>
        <translation>låsing</translation>
    </message>
    <message>
        <source>unlock</source>
        <translation>opplåsing</translation>
    </message>
    <message>
        <source>mark as verified</source>
        <translation>verifisering</translation>
    </message>
    <message>
        <source>set class</source>
        <translation>valg av klasse</translation>
    </message>
    <message>
        <source>resolve hierarchy</source>
        <translation>ordning i hierarki</translation>
    </message>
    <message>
        <source>Nothing can be drawn: what is drawn on this slide could not be read</source>
        <translation>Ingenting kan tegnes: Det som er tegnet på dette snittet, kunne ikke leses</translation>
    </message>
    <message>
        <source>What is drawn on this slide is still being read</source>
        <translation>Det som er tegnet på dette snittet, leses fortsatt</translation>
    </message>
</context>
<context>
    <name>snitt::Drawing</name>
    <message>
        <source>What is drawn on this slide could not be read, and nothing can be drawn until it can: %1</source>
        <translation>Det som er tegnet på dette snittet, kunne ikke leses, og ingenting kan tegnes før det kan leses: %1</translation>
    </message>
    <message>
        <source>another window or program</source>
        <translation>et annet vindu eller program</translation>
    </message>
    <message>
        <source>This slide is being drawn on elsewhere (%1): what you draw here goes into a copy of your own.</source>
        <translation>Det tegnes på dette snittet et annet sted (%1): Det du tegner her, havner i din egen kopi.</translation>
    </message>
    <message>
        <source>Not saved yet, and tried again until it is: %1</source>
        <translation>Ikke lagret ennå; prøves på nytt til det er lagret: %1</translation>
    </message>
    <message>
        <source>take over a copy</source>
        <translation>overtakelse av en kopi</translation>
    </message>
    <message>
        <source>Somebody drew on this slide in a copy: the panel Drawing takes it over.</source>
        <translation>Noen har tegnet på dette preparatet i en kopi: panelet Tegning overtar den.</translation>
    </message>
</context>
<context>
    <name>snitt::DrawingNotices</name>
    <message>
        <source>Try again</source>
        <translation>Prøv igjen</translation>
    </message>
    <message>
        <source>Read again what is drawn on this slide</source>
        <translation>Les på nytt det som er tegnet på dette preparatet</translation>
    </message>
    <message>
        <source>Nothing can be drawn until what is kept of this slide can be read: %1</source>
        <translation>Ingenting kan tegnes før det som er lagret om snittet, kan leses: %1</translation>
    </message>
    <message>
        <source>Not saved yet, and tried again until it is: %1</source>
        <translation>Ikke lagret ennå; prøves på nytt til det er lagret: %1</translation>
    </message>
    <message>
        <source>You draw in a copy of your own: somebody else draws on this slide at the moment.</source>
        <translation>Du tegner i din egen kopi: Noen andre tegner på dette snittet akkurat nå.</translation>
    </message>
    <message>
        <source>A copy, %1</source>
        <translation>En kopi, %1</translation>
    </message>
    <message>
        <source>A copy by %1, %2</source>
        <translation>En kopi av %1, %2</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Overta</translation>
    </message>
    <message>
        <source>Take over: %1</source>
        <translation>Overta: %1</translation>
    </message>
    <message>
        <source>Add what was drawn in the copy to this slide</source>
        <translation>Legg det som ble tegnet i kopien, til dette snittet</translation>
    </message>
</context>
<context>
    <name>snitt::DriftDialog</name>
    <message>
        <source>Look for drift</source>
        <translation>Se etter drift</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Se etter</translation>
    </message>
    <message>
        <source>Slides of the case database</source>
        <translation>Snittene i kasusdatabasen</translation>
    </message>
    <message>
        <source>Slides of cohorts that were scored</source>
        <translation>Snittene i kohorter som er skåret</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Legg til mappe …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Fjern</translation>
    </message>
    <message>
        <source>Cohort on which the site has validated the bundle; empty: the bundle&apos;s own</source>
        <translation>Kohorten som stedet har validert modellpakken på; tom: modellpakkens egen</translation>
    </message>
    <message>
        <source>Folder for the report; made where it is missing</source>
        <translation>Mappe for rapporten; lages der den mangler</translation>
    </message>
    <message>
        <source>What is looked at</source>
        <translation>Hva som undersøkes</translation>
    </message>
    <message>
        <source>Bundle that scored them</source>
        <translation>Modellpakken som skåret dem</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Sammenlignet med</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Folders of cohorts</source>
        <translation>Mapper til kohorter</translation>
    </message>
    <message>
        <source>The folder of a cohort</source>
        <translation>Mappen til en kohort</translation>
    </message>
    <message>
        <source>Add the folder of a cohort.</source>
        <translation>Legg til mappen til en kohort.</translation>
    </message>
    <message>
        <source>A bundle has to be chosen and read first.</source>
        <translation>En modellpakke må velges og leses først.</translation>
    </message>
    <message>
        <source>This bundle cannot be used; choose another one.</source>
        <translation>Denne modellpakken kan ikke brukes; velg en annen.</translation>
    </message>
    <message>
        <source>Choose the folder of the cohort that is compared with.</source>
        <translation>Velg mappen til kohorten det sammenlignes med.</translation>
    </message>
    <message>
        <source>Choose a folder for the report.</source>
        <translation>Velg en mappe for rapporten.</translation>
    </message>
    <message>
        <source>Column of the slide lists with a slide&apos;s date or week; empty: when it was scored</source>
        <translation>Kolonnen i snittlistene med snittets dato eller uke; tom: når det ble skåret</translation>
    </message>
</context>
<context>
    <name>snitt::DriftPage</name>
    <message>
        <source>No alarm</source>
        <translation>Ingen alarm</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Look again…</source>
        <translation>Se etter på nytt …</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Åpne rapporten</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Åpne i nettleser</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Åpne mappen</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarmer</translation>
    </message>
    <message>
        <source>Weeks</source>
        <translation>Uker</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Tall</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Skanner</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Hva</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serier</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tilstand</translation>
    </message>
    <message>
        <source>Newest period</source>
        <translation>Nyeste periode</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Verdi</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grense</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Vurdert</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Merknad</translation>
    </message>
    <message>
        <source>Alarms: each is looked into before the next result is released</source>
        <translation>Alarmer: hver av dem undersøkes før neste resultat frigis</translation>
    </message>
    <message>
        <source>Series, by their newest period</source>
        <translation>Serier, etter nyeste periode</translation>
    </message>
    <message>
        <source>Alarms while nothing changes</source>
        <translation>Alarmer mens ingenting endres</translation>
    </message>
    <message>
        <source>The last results cannot be shown</source>
        <translation>De siste resultatene kan ikke vises</translation>
    </message>
    <message>
        <source>Look for drift…</source>
        <translation>Se etter drift …</translation>
    </message>
    <message>
        <source>Nobody has looked for drift yet</source>
        <translation>Ingen har sett etter drift ennå</translation>
    </message>
    <message>
        <source>Scores and inputs of this laboratory are compared, week by week and scanner by scanner, with those on which the bundle was validated. Limits say when something has changed, and how often they are wrong.</source>
        <translation>Laboratoriets skårer og inndata sammenlignes, uke for uke og skanner for skanner, med dem modellpakken ble validert på. Grenser sier når noe er endret, og hvor ofte de tar feil.</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>til og med %1</translation>
    </message>
    <message>
        <source>Not told.</source>
        <translation>Ikke oppgitt.</translation>
    </message>
</context>
<context>
    <name>snitt::EmptyPage</name>
    <message>
        <source>Try again</source>
        <translation>Prøv igjen</translation>
    </message>
</context>
<context>
    <name>snitt::FactGrid</name>
    <message>
        <source>Copy all of it</source>
        <translation>Kopier alt</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopier: %1</translation>
    </message>
</context>
<context>
    <name>snitt::FaultBanner</name>
    <message>
        <source>Try again</source>
        <translation>Prøv igjen</translation>
    </message>
    <message>
        <source>Problem with this slide</source>
        <translation>Problem med dette snittet</translation>
    </message>
    <message>
        <source>Open the slide&apos;s file again</source>
        <translation>Åpne snittets fil på nytt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
    <message>
        <source>Hide this message</source>
        <translation>Skjul denne meldingen</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>%1 can no longer be reached. What was read already is still shown.</source>
        <translation>%1 kan ikke nås lenger. Det som alt er lest, vises fortsatt.</translation>
    </message>
    <message>
        <source>One tile of this slide cannot be read. It is hatched.</source>
        <translation>Én flis i dette snittet kan ikke leses. Den er skravert.</translation>
    </message>
    <message>
        <source>%1 tiles of this slide cannot be read. They are hatched.</source>
        <translation>%1 fliser i dette snittet kan ikke leses. De er skravert.</translation>
    </message>
</context>
<context>
    <name>snitt::FilmModel</name>
    <message>
        <source>Cannot be opened</source>
        <translation>Kan ikke åpnes</translation>
    </message>
    <message>
        <source>%1, cannot be opened: %2</source>
        <translation>%1, kan ikke åpnes: %2</translation>
    </message>
    <message>
        <source>%1, the slide that is shown</source>
        <translation>%1, snittet som vises</translation>
    </message>
    <message>
        <source>Cannot be opened: %1.</source>
        <translation>Kan ikke åpnes: %1.</translation>
    </message>
</context>
<context>
    <name>snitt::FilmStrip</name>
    <message>
        <source>The storage does not answer yet…</source>
        <translation>Lagringsstedet svarer ikke ennå …</translation>
    </message>
    <message>
        <source>Slides of the same folder are shown here once a slide is open.</source>
        <translation>Snitt i samme mappe vises her når et snitt er åpent.</translation>
    </message>
    <message>
        <source>Slides of this folder</source>
        <translation>Snitt i denne mappen</translation>
    </message>
    <message>
        <source>List the folder again</source>
        <translation>Les mappen på nytt</translation>
    </message>
    <message>
        <source>Reading the folder…</source>
        <translation>Leser mappen …</translation>
    </message>
    <message>
        <source>Waiting for storage that does not answer…</source>
        <translation>Venter på et lagringssted som ikke svarer …</translation>
    </message>
    <message>
        <source>There are no slides in this folder.</source>
        <translation>Det er ingen snitt i denne mappen.</translation>
    </message>
    <message>
        <source>%1 — 1 slide</source>
        <translation>%1 – 1 snitt</translation>
    </message>
    <message>
        <source>%1 — %2 slides</source>
        <translation>%1 – %2 snitt</translation>
    </message>
    <message numerus="yes">
        <source>%n slide(s) of one folder</source>
        <translation>
            <numerusform>%n snitt i en mappe</numerusform>
            <numerusform>%n snitt i en mappe</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::FilterBar</name>
    <message>
        <source>Missing slides</source>
        <translation>Mangler snitt</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Med flagg</translation>
    </message>
    <message>
        <source>Search cases</source>
        <translation>Søk i saker</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Alle statuser</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Åpen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Lukket</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annullert</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioritet</translation>
    </message>
    <message>
        <source>Any priority</source>
        <translation>Alle prioriteter</translation>
    </message>
    <message>
        <source>Routine</source>
        <translation>Rutine</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>Haster</translation>
    </message>
    <message>
        <source>Any AI status</source>
        <translation>Alle KI-statuser</translation>
    </message>
    <message>
        <source>AI status</source>
        <translation>KI-status</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>Alle klasser</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Sted</translation>
    </message>
    <message>
        <source>All sites</source>
        <translation>Alle steder</translation>
    </message>
    <message>
        <source>Show all open cases</source>
        <translation>Vis alle åpne saker</translation>
    </message>
    <message>
        <source>Take search and filters away</source>
        <translation>Fjern søk og filtre</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Lagrede visninger</translation>
    </message>
    <message>
        <source>Filters and order that you have saved</source>
        <translation>Filtre og rekkefølge som du har lagret</translation>
    </message>
    <message>
        <source>Accession, specimen or slide — or a whole word of the patient&apos;s name, a number or a birth date</source>
        <translation>Remissenummer, preparat eller snitt – eller et helt ord i pasientens navn, et nummer eller en fødselsdato</translation>
    </message>
    <message>
        <source>Accession, specimen or slide</source>
        <translation>Remissenummer, preparat eller snitt</translation>
    </message>
    <message>
        <source>Nothing is saved yet</source>
        <translation>Ingenting er lagret ennå</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <translation>Lagre denne visningen …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Fjern</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Lagre denne visningen</translation>
    </message>
    <message>
        <source>Name. One of this name is replaced; patients&apos; names do not belong here.</source>
        <translation>Navn. En visning med samme navn blir erstattet; pasientnavn skal ikke stå her.</translation>
    </message>
    <message>
        <source>New case…</source>
        <translation>Ny sak…</translation>
    </message>
    <message>
        <source>Make a case that no list or message of the laboratory names (Ctrl+N)</source>
        <translation>Opprett en sak som ingen liste eller melding fra laboratoriet nevner (Ctrl+N)</translation>
    </message>
</context>
<context>
    <name>snitt::FindingsView</name>
    <message>
        <source>Scope</source>
        <translation>Bruksområde</translation>
    </message>
    <message>
        <source>The bundle limits nothing, so nothing was checked.</source>
        <translation>Modellpakken setter ingen grenser, så ingenting ble kontrollert.</translation>
    </message>
    <message>
        <source>met</source>
        <translation>oppfylt</translation>
    </message>
    <message>
        <source>violated</source>
        <translation>ikke oppfylt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>ukjent</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Region scored</source>
        <translation>Skåret område</translation>
    </message>
    <message>
        <source>None found (%1)</source>
        <translation>Ikke funnet (%1)</translation>
    </message>
    <message>
        <source>%1 mm² in 1 part (%2)</source>
        <translation>%1 mm² i 1 del (%2)</translation>
    </message>
    <message>
        <source>%1 mm² in %2 parts (%3)</source>
        <translation>%1 mm² i %2 deler (%3)</translation>
    </message>
    <message>
        <source>Overlap with the network&apos;s own outline: Dice %1</source>
        <translation>Overlapp med nettverkets eget omriss: Dice %1</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Kvalitet</translation>
    </message>
    <message>
        <source>Not measured.</source>
        <translation>Ikke målt.</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>tissue</source>
        <translation>vev</translation>
    </message>
    <message>
        <source>region</source>
        <translation>område</translation>
    </message>
    <message>
        <source>Area, mm²</source>
        <translation>Areal, mm²</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>Penn</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>Uskarpt</translation>
    </message>
    <message>
        <source>Brightness, 0–255</source>
        <translation>Lysstyrke, 0–255</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Stain seen: not recognised</source>
        <translation>Farging: ikke gjenkjent</translation>
    </message>
    <message>
        <source>Stain seen: %1</source>
        <translation>Farging: %1</translation>
    </message>
    <message>
        <source>Nothing was found about the file.</source>
        <translation>Ingenting å bemerke om filen.</translation>
    </message>
    <message>
        <source>Unreadable tiles</source>
        <translation>Uleselige fliser</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 av %3</translation>
    </message>
    <message>
        <source>Left out of the score</source>
        <translation>Holdt utenfor skåren</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Ingenting.</translation>
    </message>
</context>
<context>
    <name>snitt::GridLayer</name>
    <message>
        <source>value</source>
        <translation>verdi</translation>
    </message>
</context>
<context>
    <name>snitt::HatchLayer</name>
    <message>
        <source>This tile could not be read; no score rests on it</source>
        <translation>Flisen kunne ikke leses; ingen skår bygger på den</translation>
    </message>
</context>
<context>
    <name>snitt::HelpWindow</name>
    <message>
        <source>Looking at slides</source>
        <translation>Se på snitt</translation>
    </message>
    <message>
        <source>Drawing and counting</source>
        <translation>Tegne og telle</translation>
    </message>
    <message>
        <source>Scoring from the window</source>
        <translation>Skåre fra vinduet</translation>
    </message>
    <message>
        <source>Qualifying an installation</source>
        <translation>Kvalifisere en installasjon</translation>
    </message>
    <message>
        <source>Validation: from a protocol to a signed report</source>
        <translation>Validering: fra protokoll til signert rapport</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>Drift</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistikk</translation>
    </message>
    <message>
        <source>Simulated cohorts</source>
        <translation>Simulerte kohorter</translation>
    </message>
    <message>
        <source>Training a bundle</source>
        <translation>Trene en modellpakke</translation>
    </message>
    <message>
        <source>Training from tiles</source>
        <translation>Trene fra fliser</translation>
    </message>
    <message>
        <source>Snitt manual</source>
        <translation>Brukerveiledning for Snitt</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Sider</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Side</translation>
    </message>
    <message>
        <source>Cases: the worklist</source>
        <translation>Saker: arbeidslisten</translation>
    </message>
    <message>
        <source>Cases and the laboratory</source>
        <translation>Saker og laboratoriet</translation>
    </message>
    <message>
        <source>People, keys and the record</source>
        <translation>Personer, nøkler og loggen</translation>
    </message>
    <message>
        <source>Cohorts</source>
        <translation>Kohorter</translation>
    </message>
</context>
<context>
    <name>snitt::HistogramView</name>
    <message>
        <source>Scores at %1</source>
        <translation>Skårer ved %1</translation>
    </message>
    <message numerus="yes">
        <source>%n patient(s) with a score</source>
        <translation>
            <numerusform>%n pasient med skår</numerusform>
            <numerusform>%n pasienter med skår</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2: %n patient(s)</source>
        <translation>
            <numerusform>%1 til %2: %n pasient</numerusform>
            <numerusform>%1 til %2: %n pasienter</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no scores to show.</source>
        <translation>Det er ingen skårer å vise.</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Skår</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Pasienter</translation>
    </message>
</context>
<context>
    <name>snitt::HistoryView</name>
    <message>
        <source>History of the case, newest first</source>
        <translation>Sakens historikk, nyeste først</translation>
    </message>
    <message>
        <source>Nothing is recorded yet.</source>
        <translation>Ingenting er registrert ennå.</translation>
    </message>
</context>
<context>
    <name>snitt::HoverCard</name>
    <message>
        <source>%1 more</source>
        <translation>%1 til</translation>
    </message>
    <message>
        <source>Values under the cursor</source>
        <translation>Verdier under markøren</translation>
    </message>
</context>
<context>
    <name>snitt::IdentityBar</name>
    <message>
        <source>Different patients are open</source>
        <translation>Ulike pasienter er åpne</translation>
    </message>
    <message>
        <source>Slides of different patients stand beside each other. Look at the names before you decide.</source>
        <translation>Snitt fra ulike pasienter vises ved siden av hverandre. Se på navnene før du avgjør noe.</translation>
    </message>
    <message>
        <source>This slide belongs to no case</source>
        <translation>Dette snittet hører ikke til noen sak</translation>
    </message>
    <message>
        <source>Patient&apos;s data erased</source>
        <translation>Pasientens opplysninger er slettet</translation>
    </message>
    <message>
        <source>No patient is known</source>
        <translation>Ingen kjent pasient</translation>
    </message>
    <message>
        <source>%1 (pending), %2</source>
        <translation>%1 (foreløpig), %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>snitt::LabelPicture</name>
    <message>
        <source>Label of the slide</source>
        <translation>Snittets etikett</translation>
    </message>
    <message>
        <source>Rotate the label by 90°</source>
        <translation>Roter etiketten 90°</translation>
    </message>
    <message>
        <source>Rotate label</source>
        <translation>Roter etikett</translation>
    </message>
    <message>
        <source>Reading the label…</source>
        <translation>Leser etiketten …</translation>
    </message>
    <message>
        <source>The slide holds no picture of its label.</source>
        <translation>Snittet har ikke noe bilde av etiketten.</translation>
    </message>
    <message>
        <source>The slide cannot be opened.</source>
        <translation>Snittet kan ikke åpnes.</translation>
    </message>
</context>
<context>
    <name>snitt::Layer</name>
    <message>
        <source>Overlay</source>
        <translation>Lag</translation>
    </message>
</context>
<context>
    <name>snitt::LayersPanel</name>
    <message>
        <source>Layers</source>
        <translation>Lag</translation>
    </message>
    <message>
        <source>Tick a layer to show it over the slide</source>
        <translation>Kryss av et lag for å vise det over snittet</translation>
    </message>
    <message>
        <source>Score…</source>
        <translation>Skår …</translation>
    </message>
    <message>
        <source>Open the results folder of a score</source>
        <translation>Åpne resultatmappen for en skår</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Fil …</translation>
    </message>
    <message>
        <source>Open a heatmap, a table of tiles or detections</source>
        <translation>Åpne et varmekart, en flistabell eller deteksjoner</translation>
    </message>
    <message>
        <source>Tissue</source>
        <translation>Vev</translation>
    </message>
    <message>
        <source>Look for tissue, pen, folds and blur on this slide</source>
        <translation>Finn vev, penn, folder og uskarphet i dette snittet</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Dekkevne</translation>
    </message>
    <message>
        <source>Blending</source>
        <translation>Blanding</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farger</translation>
    </message>
    <message>
        <source>Show from</source>
        <translation>Vis fra</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>Multipliser</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Skjerm</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Overlegg</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>Fargekart</translation>
    </message>
    <message>
        <source>Changes what is shown, not the score.</source>
        <translation>Endrer det som vises, ikke skåren.</translation>
    </message>
    <message>
        <source>Smooth between tiles</source>
        <translation>Jevn ut mellom fliser</translation>
    </message>
    <message>
        <source>Remove layer</source>
        <translation>Fjern lag</translation>
    </message>
    <message>
        <source>Take this layer off the slide; its file stays</source>
        <translation>Ta laget bort fra snittet; filen blir værende</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>No slide is open.</source>
        <translation>Ingen snitt er åpne.</translation>
    </message>
    <message>
        <source>Nothing lies over this slide yet. Open the folder of a score, a heatmap, a table of tiles or detections, or look for tissue.</source>
        <translation>Ingenting ligger over snittet ennå. Åpne mappen til en skår, et varmekart, en flistabell eller deteksjoner, eller let etter vev.</translation>
    </message>
</context>
<context>
    <name>snitt::LockDialog</name>
    <message>
        <source>Lock a protocol</source>
        <translation>Lås en protokoll</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lås</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Why it is locked again</source>
        <translation>Hvorfor den låses på nytt</translation>
    </message>
    <message>
        <source>Why it is locked again; the report will say so</source>
        <translation>Hvorfor den låses på nytt; rapporten vil si det</translation>
    </message>
    <message>
        <source>What locking means</source>
        <translation>Hva låsing betyr</translation>
    </message>
    <message>
        <source>The protocol, the bundle, the slide list and the outcomes are frozen as they are now, by their hashes, with the time and your name. From then on the study can be run only against them. The register keeps the lock for good: neither it nor a later one can be taken back unseen.
Lock before anybody looks at the outcomes, and check the criteria above: they decide.</source>
        <translation>Protokollen, modellpakken, snittlisten og utfallene fryses slik de er nå, ved hjelp av hashene, med tidspunktet og navnet ditt. Fra da av kan studien bare kjøres mot dem. Registeret beholder låsen for alltid: verken den eller en senere lås kan trekkes tilbake usett.
Lås før noen ser på utfallene, og kontroller kriteriene ovenfor: de avgjør.</translation>
    </message>
    <message>
        <source>This protocol is locked already: say why it is locked again.</source>
        <translation>Denne protokollen er allerede låst: oppgi hvorfor den låses på nytt.</translation>
    </message>
</context>
<context>
    <name>snitt::MainWindow</name>
    <message>
        <source>Snitt</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Slides</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Lag</translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation>Juster</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Skår</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Egenskaper</translation>
    </message>
    <message>
        <source>Values under the cursor</source>
        <translation>Verdier under markøren</translation>
    </message>
    <message>
        <source>Place under the cursor</source>
        <translation>Sted under markøren</translation>
    </message>
    <message>
        <source>Magnification</source>
        <translation>Forstørrelse</translation>
    </message>
    <message>
        <source>%1 – Snitt</source>
        <translation>%1 – Snitt</translation>
    </message>
    <message>
        <source>%1 px a screen pixel</source>
        <translation>%1 px per skjermpiksel</translation>
    </message>
    <message>
        <source>%1°</source>
        <translation>%1°</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>speilvendt</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fil</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>&amp;Åpne …</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>Åpne &amp;mappe …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>&amp;Previous slide</source>
        <translation>&amp;Forrige snitt</translation>
    </message>
    <message>
        <source>Ctrl+Left</source>
        <translation>Ctrl+Left</translation>
    </message>
    <message>
        <source>&amp;Next slide</source>
        <translation>Nes&amp;te snitt</translation>
    </message>
    <message>
        <source>Ctrl+Right</source>
        <translation>Ctrl+Right</translation>
    </message>
    <message>
        <source>&amp;Close slide</source>
        <translation>&amp;Lukk snittet</translation>
    </message>
    <message>
        <source>Ctrl+W</source>
        <translation>Ctrl+W</translation>
    </message>
    <message>
        <source>Open &amp;score…</source>
        <translation>Åpne &amp;skår …</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Open &amp;overlay…</source>
        <translation>Åpne &amp;overlegg …</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>&amp;Save picture of view…</source>
        <translation>Lagre &amp;bilde av visningen …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation>Ctrl+Shift+S</translation>
    </message>
    <message>
        <source>&amp;Copy picture of view</source>
        <translation>&amp;Kopier bilde av visningen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>New &amp;window</source>
        <translation>Nytt &amp;vindu</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation>Ctrl+N</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>&amp;Innstillinger …</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Ctrl+,</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Avslutt</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Vis</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Zoom &amp;inn</translation>
    </message>
    <message>
        <source>+</source>
        <translation>+</translation>
    </message>
    <message>
        <source>=</source>
        <translation>=</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Zoom &amp;ut</translation>
    </message>
    <message>
        <source>-</source>
        <translation>-</translation>
    </message>
    <message>
        <source>&amp;Fit slide</source>
        <translation>Vis &amp;hele snittet</translation>
    </message>
    <message>
        <source>0</source>
        <translation>0</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Pixel for pixel</source>
        <translation>Piksel for piksel</translation>
    </message>
    <message>
        <source>7</source>
        <translation>7</translation>
    </message>
    <message>
        <source>&amp;Back to where the view was</source>
        <translation>G&amp;å tilbake til forrige visning</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Left</translation>
    </message>
    <message>
        <source>For&amp;ward again</source>
        <translation>Fre&amp;m igjen</translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translation>Alt+Right</translation>
    </message>
    <message>
        <source>Rotate &amp;left 90°</source>
        <translation>Roter 90° mot &amp;venstre</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>Rotate &amp;right 90°</source>
        <translation>Roter 90° mot hø&amp;yre</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Rotate &amp;to…</source>
        <translation>&amp;Roter til …</translation>
    </message>
    <message>
        <source>Ctrl+Alt+R</source>
        <translation>Ctrl+Alt+R</translation>
    </message>
    <message>
        <source>Rotate the view</source>
        <translation>Roter visningen</translation>
    </message>
    <message>
        <source>Degrees clockwise:</source>
        <translation>Grader med klokken:</translation>
    </message>
    <message>
        <source>&amp;Upright</source>
        <translation>Rett o&amp;pp</translation>
    </message>
    <message>
        <source>Ctrl+0</source>
        <translation>Ctrl+0</translation>
    </message>
    <message>
        <source>&amp;Mirror left to right</source>
        <translation>&amp;Speilvend venstre og høyre</translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translation>Ctrl+M</translation>
    </message>
    <message>
        <source>&amp;One slide</source>
        <translation>&amp;Ett snitt</translation>
    </message>
    <message>
        <source>&amp;Two slides</source>
        <translation>&amp;To snitt</translation>
    </message>
    <message>
        <source>Fou&amp;r slides</source>
        <translation>Fire s&amp;nitt</translation>
    </message>
    <message>
        <source>&amp;Synchronise slides</source>
        <translation>Syn&amp;kroniser snittene</translation>
    </message>
    <message>
        <source>Ctrl+Y</source>
        <translation>Ctrl+Y</translation>
    </message>
    <message>
        <source>Slides beside each other move, zoom and turn as one</source>
        <translation>Snitt ved siden av hverandre flyttes, zoomes og roteres som ett</translation>
    </message>
    <message>
        <source>&amp;Adjust offset</source>
        <translation>Juster forskyvnin&amp;g</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Y</source>
        <translation>Ctrl+Shift+Y</translation>
    </message>
    <message>
        <source>While this is on, a synchronised slide is moved alone</source>
        <translation>Når dette er på, flyttes et synkronisert snitt alene</translation>
    </message>
    <message>
        <source>Reset o&amp;ffset</source>
        <translation>Til&amp;bakestill forskyvning</translation>
    </message>
    <message>
        <source>O&amp;verview</source>
        <translation>&amp;Oversikt</translation>
    </message>
    <message>
        <source>Ctrl+Shift+V</source>
        <translation>Ctrl+Shift+V</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>Fullskjermsmo&amp;dus</translation>
    </message>
    <message>
        <source>F11</source>
        <translation>F11</translation>
    </message>
    <message>
        <source>Hide &amp;panels</source>
        <translation>Sk&amp;jul paneler</translation>
    </message>
    <message>
        <source>&amp;Brightness and contrast</source>
        <translation>Lysstyrke og kontr&amp;ast</translation>
    </message>
    <message>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <source>Also the colour profile and the stains</source>
        <translation>Også fargeprofil og farginger</translation>
    </message>
    <message>
        <source>Overlays</source>
        <translation>Overlegg</translation>
    </message>
    <message>
        <source>&amp;Heatmaps</source>
        <translation>&amp;Varmekart</translation>
    </message>
    <message>
        <source>H</source>
        <translation>H</translation>
    </message>
    <message>
        <source>Show or hide all heatmaps</source>
        <translation>Vis eller skjul alle varmekart</translation>
    </message>
    <message>
        <source>&amp;Annotations</source>
        <translation>&amp;Annotasjoner</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Show or hide outlines and detections</source>
        <translation>Vis eller skjul omriss og deteksjoner</translation>
    </message>
    <message>
        <source>&amp;Tissue and quality</source>
        <translation>Vev og &amp;kvalitet</translation>
    </message>
    <message>
        <source>T</source>
        <translation>T</translation>
    </message>
    <message>
        <source>Look for tissue, pen, folds and blur</source>
        <translation>Finn vev, penn, folder og uskarphet</translation>
    </message>
    <message>
        <source>Model &amp;card…</source>
        <translation>&amp;Modellkort …</translation>
    </message>
    <message>
        <source>Field frame 0.785 mm²</source>
        <translation>Feltramme 0,785 mm²</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>Field frame 1 mm²</source>
        <translation>Feltramme 1 mm²</translation>
    </message>
    <message>
        <source>Field frame 2 mm²</source>
        <translation>Feltramme 2 mm²</translation>
    </message>
    <message>
        <source>Add &amp;viewpoint</source>
        <translation>Legg til &amp;utsnitt</translation>
    </message>
    <message>
        <source>Previous viewpoint</source>
        <translation>Forrige utsnitt</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>PgUp</translation>
    </message>
    <message>
        <source>Next viewpoint</source>
        <translation>Neste utsnitt</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>PgDown</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Angre</translation>
    </message>
    <message>
        <source>Re&amp;do</source>
        <translation>&amp;Gjør om</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hjelp</translation>
    </message>
    <message>
        <source>&amp;Keys and commands…</source>
        <translation>&amp;Taster og kommandoer …</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>?</source>
        <translation>?</translation>
    </message>
    <message>
        <source>&amp;About Snitt</source>
        <translation>&amp;Om Snitt</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fil</translation>
    </message>
    <message>
        <source>&amp;Recent slides</source>
        <translation>&amp;Nylige snitt</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Vis</translation>
    </message>
    <message>
        <source>&amp;Magnification</source>
        <translation>&amp;Forstørrelse</translation>
    </message>
    <message>
        <source>Pa&amp;nels</source>
        <translation>Pane&amp;ler</translation>
    </message>
    <message>
        <source>&amp;Overlays</source>
        <translation>&amp;Overlegg</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hjelp</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Verktøy</translation>
    </message>
    <message>
        <source>About Snitt</source>
        <translation>Om Snitt</translation>
    </message>
    <message>
        <source>&lt;b&gt;Snitt %1&lt;/b&gt;&lt;br&gt;Whole-slide images of colorectal cancer, and what the networks saw in them.</source>
        <translation>&lt;b&gt;Snitt %1&lt;/b&gt;&lt;br&gt;Helsnittsbilder av tykk- og endetarmskreft, og hva nettverkene så i dem.</translation>
    </message>
    <message>
        <source>Research software. Not a medical device, not for diagnosis, and not the DoMore model. Apache-2.0. Uses Qt and OpenSlide (LGPL), libvips, libtiff, libjpeg-turbo, OpenCV, Little CMS and Breeze icons (LGPL). It opens no network connection.</source>
        <translation>Programvare for forskning. Ikke medisinsk utstyr, ikke til diagnostikk, og ikke DoMore-modellen. Apache-2.0. Bruker Qt og OpenSlide (LGPL), libvips, libtiff, libjpeg-turbo, OpenCV, Little CMS og Breeze-ikoner (LGPL). Programmet åpner ingen nettverksforbindelse.</translation>
    </message>
    <message>
        <source>Four slides are shown beside each other; %1 more were not opened.</source>
        <translation>Fire snitt vises ved siden av hverandre; %1 til ble ikke åpnet.</translation>
    </message>
    <message>
        <source>Open the slide first, then what lies over it.</source>
        <translation>Åpne snittet først, deretter det som skal ligge over det.</translation>
    </message>
    <message>
        <source>Slides (*.svs *.tif *.tiff *.ndpi *.mrxs *.scn *.vms *.vmu *.bif *.svslide *.dcm *.png *.jpg *.jpeg);;All files (*)</source>
        <translation>Snitt (*.svs *.tif *.tiff *.ndpi *.mrxs *.scn *.vms *.vmu *.bif *.svslide *.dcm *.png *.jpg *.jpeg);;Alle filer (*)</translation>
    </message>
    <message>
        <source>Open slides</source>
        <translation>Åpne snitt</translation>
    </message>
    <message>
        <source>Open a folder of slides</source>
        <translation>Åpne en mappe med snitt</translation>
    </message>
    <message>
        <source>Open the results folder of a score</source>
        <translation>Åpne resultatmappen for en skår</translation>
    </message>
    <message>
        <source>Heatmaps, tiles and detections (*.tif *.tiff *.csv *.geojson *.json);;All files (*)</source>
        <translation>Varmekart, fliser og deteksjoner (*.tif *.tiff *.csv *.geojson *.json);;Alle filer (*)</translation>
    </message>
    <message>
        <source>Open over this slide</source>
        <translation>Åpne over dette snittet</translation>
    </message>
    <message>
        <source>No slides yet</source>
        <translation>Ingen snitt ennå</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>&amp;Tøm denne listen</translation>
    </message>
    <message>
        <source>%1 (not there now)</source>
        <translation>%1 (ikke der nå)</translation>
    </message>
    <message>
        <source>Save a picture of this view</source>
        <translation>Lagre et bilde av denne visningen</translation>
    </message>
    <message>
        <source>view.png</source>
        <translation>visning.png</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>The picture could not be saved to %1</source>
        <translation>Bildet kunne ikke lagres i %1</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>The score is shown once its model card has been read: open it again.</source>
        <translation>Skåren vises når modellkortet er lest: Åpne den på nytt.</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Tegning</translation>
    </message>
    <message>
        <source>Viewpoints</source>
        <translation>Utsnitt</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etikett</translation>
    </message>
    <message>
        <source>viewpoints</source>
        <translation>utsnitt</translation>
    </message>
    <message>
        <source>F9</source>
        <translation>F9</translation>
    </message>
    <message>
        <source>&amp;Fill annotations</source>
        <translation>&amp;Fyll annotasjoner</translation>
    </message>
    <message>
        <source>Tint the areas that are drawn</source>
        <translation>Fargelegg områdene som er tegnet</translation>
    </message>
    <message>
        <source>&amp;Manual…</source>
        <translation>&amp;Brukerveiledning …</translation>
    </message>
    <message>
        <source>Shift+F1</source>
        <translation>Shift+F1</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Tegn</translation>
    </message>
    <message>
        <source>&amp;Move the slide</source>
        <translation>&amp;Flytt snittet</translation>
    </message>
    <message>
        <source>Drag the slide; a click selects an annotation</source>
        <translation>Dra i snittet; et klikk velger en annotasjon</translation>
    </message>
    <message>
        <source>&amp;Select and edit</source>
        <translation>&amp;Velg og rediger</translation>
    </message>
    <message>
        <source>Click to select, drag to move; drag corners, double click an outline for a new one, Delete removes</source>
        <translation>Klikk for å velge, dra for å flytte; dra i hjørner, dobbeltklikk på et omriss for et nytt hjørne, Delete fjerner</translation>
    </message>
    <message>
        <source>&amp;Rectangle</source>
        <translation>&amp;Rektangel</translation>
    </message>
    <message>
        <source>Drag; Shift for a square, Ctrl from the middle</source>
        <translation>Dra; Shift gir kvadrat, Ctrl tegner fra midten</translation>
    </message>
    <message>
        <source>&amp;Ellipse</source>
        <translation>&amp;Ellipse</translation>
    </message>
    <message>
        <source>Drag; Shift for a circle, Ctrl from the middle</source>
        <translation>Dra; Shift gir sirkel, Ctrl tegner fra midten</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>&amp;Polygon</translation>
    </message>
    <message>
        <source>Click corner by corner and end with a double click, or drag around</source>
        <translation>Klikk hjørne for hjørne og avslutt med dobbeltklikk, eller dra rundt</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>Pe&amp;nsel</translation>
    </message>
    <message>
        <source>&amp;Wand</source>
        <translation>Tryllest&amp;av</translation>
    </message>
    <message>
        <source>&amp;Line with length</source>
        <translation>&amp;Linje med lengde</translation>
    </message>
    <message>
        <source>Drag, or click both ends; Shift in steps of 45°</source>
        <translation>Dra, eller klikk på begge ender; Shift gir trinn på 45°</translation>
    </message>
    <message>
        <source>Pol&amp;yline</source>
        <translation>Pol&amp;ylinje</translation>
    </message>
    <message>
        <source>Click corner by corner and end with a double click, or draw freehand</source>
        <translation>Klikk hjørne for hjørne og avslutt med dobbeltklikk, eller tegn på frihånd</translation>
    </message>
    <message>
        <source>P&amp;oint</source>
        <translation>P&amp;unkt</translation>
    </message>
    <message>
        <source>Click to place points</source>
        <translation>Klikk for å plassere punkter</translation>
    </message>
    <message>
        <source>&amp;Count</source>
        <translation>&amp;Telling</translation>
    </message>
    <message>
        <source>The keys 1 to 9 put a point of that class under the cursor; Backspace takes the last one back</source>
        <translation>Tastene 1 til 9 setter et punkt av den klassen under markøren; Backspace tar tilbake det siste</translation>
    </message>
    <message>
        <source>S&amp;plit along a line</source>
        <translation>Del langs en &amp;linje</translation>
    </message>
    <message>
        <source>Draw a line right through what is selected</source>
        <translation>Tegn en linje tvers gjennom det som er valgt</translation>
    </message>
    <message>
        <source>Click to place a circle</source>
        <translation>Klikk for å plassere en sirkel</translation>
    </message>
    <message>
        <source>Click to place a square</source>
        <translation>Klikk for å plassere et kvadrat</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Rediger</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation>Ctrl+Shift+Z</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Velg alle</translation>
    </message>
    <message>
        <source>Ctrl+A</source>
        <translation>Ctrl+A</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>&amp;Dupliser</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Slett</translation>
    </message>
    <message>
        <source>Delete what is selected and not locked</source>
        <translation>Slett det som er valgt og ikke låst</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>Slå sa&amp;mmen</translation>
    </message>
    <message>
        <source>Shift+M</source>
        <translation>Shift+M</translation>
    </message>
    <message>
        <source>Make one area of those that are selected</source>
        <translation>Gjør de valgte områdene til ett</translation>
    </message>
    <message>
        <source>&amp;Subtract</source>
        <translation>&amp;Trekk fra</translation>
    </message>
    <message>
        <source>Shift+S</source>
        <translation>Shift+S</translation>
    </message>
    <message>
        <source>Cut the others out of the area that was selected first</source>
        <translation>Skjær de andre ut av området som ble valgt først</translation>
    </message>
    <message>
        <source>Split into &amp;parts</source>
        <translation>Del i &amp;enkeltdeler</translation>
    </message>
    <message>
        <source>Make each part an annotation of its own</source>
        <translation>Gjør hver del til en egen annotasjon</translation>
    </message>
    <message>
        <source>&amp;Fill holes</source>
        <translation>&amp;Fyll hull</translation>
    </message>
    <message>
        <source>S&amp;implify</source>
        <translation>F&amp;orenkle</translation>
    </message>
    <message>
        <source>Fewer corners, as far as this magnification shows no difference</source>
        <translation>Færre hjørner, så langt denne forstørrelsen ikke viser noen forskjell</translation>
    </message>
    <message>
        <source>&amp;Locked</source>
        <translation>L&amp;åst</translation>
    </message>
    <message>
        <source>K</source>
        <translation>K</translation>
    </message>
    <message>
        <source>What is locked can be selected, and not changed or deleted</source>
        <translation>Det som er låst, kan velges, men ikke endres eller slettes</translation>
    </message>
    <message>
        <source>Mark as &amp;verified</source>
        <translation>Mer&amp;k som verifisert</translation>
    </message>
    <message>
        <source>Shift+V</source>
        <translation>Shift+V</translation>
    </message>
    <message>
        <source>You have looked at what a network drew, and it is right</source>
        <translation>Du har sett på det et nettverk tegnet, og det er riktig</translation>
    </message>
    <message>
        <source>Sort into &amp;hierarchy</source>
        <translation>Ordne i &amp;hierarki</translation>
    </message>
    <message>
        <source>Let each annotation belong to the smallest area around it</source>
        <translation>La hver annotasjon høre til det minste området rundt den</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… og %n til</numerusform>
            <numerusform>… og %n til</numerusform>
        </translation>
    </message>
    <message>
        <source>ASAP (*.xml)</source>
        <translation>ASAP (*.xml)</translation>
    </message>
    <message>
        <source>Aperio ImageScope (*.xml)</source>
        <translation>Aperio ImageScope (*.xml)</translation>
    </message>
    <message>
        <source>Darwin (*.json)</source>
        <translation>Darwin (*.json)</translation>
    </message>
    <message>
        <source>&amp;Import annotations…</source>
        <translation>&amp;Importer annotasjoner …</translation>
    </message>
    <message>
        <source>Ctrl+I</source>
        <translation>Ctrl+I</translation>
    </message>
    <message>
        <source>From QuPath, ASAP, ImageScope, Darwin or WSInfer, onto this slide</source>
        <translation>Fra QuPath, ASAP, ImageScope, Darwin eller WSInfer, til dette snittet</translation>
    </message>
    <message>
        <source>&amp;Export annotations…</source>
        <translation>Eks&amp;porter annotasjoner …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation>Ctrl+Shift+E</translation>
    </message>
    <message>
        <source>For QuPath, ASAP, ImageScope or Darwin</source>
        <translation>Til QuPath, ASAP, ImageScope eller Darwin</translation>
    </message>
    <message>
        <source>Import annotations onto this slide</source>
        <translation>Importer annotasjoner til dette snittet</translation>
    </message>
    <message>
        <source>Annotations (*.geojson *.json *.xml *.csv);;All files (*)</source>
        <translation>Annotasjoner (*.geojson *.json *.xml *.csv);;Alle filer (*)</translation>
    </message>
    <message>
        <source>Nothing can be drawn on this slide now.</source>
        <translation>Det kan ikke tegnes på dette snittet nå.</translation>
    </message>
    <message>
        <source>%1 was not imported: another slide has been opened meanwhile.</source>
        <translation>%1 ble ikke importert: Et annet snitt er åpnet i mellomtiden.</translation>
    </message>
    <message>
        <source>import</source>
        <translation>import</translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) imported from %1.</source>
        <translation>
            <numerusform>%n annotasjon importert fra %1.</numerusform>
            <numerusform>%n annotasjoner importert fra %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were here already.</source>
        <translation>
            <numerusform>%n fantes her fra før.</numerusform>
            <numerusform>%n fantes her fra før.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them differ from what is here under the same id, and lie beside it.</source>
        <translation>
            <numerusform>%n av dem er ulik den som finnes her med samme ID, og ligger ved siden av den.</numerusform>
            <numerusform>%n av dem er ulike dem som finnes her med samme ID, og ligger ved siden av dem.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is drawn on this slide.</source>
        <translation>Ingenting er tegnet på dette snittet.</translation>
    </message>
    <message>
        <source>Export the annotations of this slide</source>
        <translation>Eksporter annotasjonene i dette snittet</translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) exported to %1.</source>
        <translation>
            <numerusform>%n annotasjon eksportert til %1.</numerusform>
            <numerusform>%n annotasjoner eksportert til %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the counts</source>
        <translation>Lagre tellingene</translation>
    </message>
    <message>
        <source>counts.csv</source>
        <translation>tellinger.csv</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Ikke lagret</translation>
    </message>
    <message>
        <source>What you drew on %1 last could not be saved: %2</source>
        <translation>Det du sist tegnet på %1, kunne ikke lagres: %2</translation>
    </message>
    <message>
        <source>It is tried again every two seconds. If you close now, it is lost, unless you export it to another place.</source>
        <translation>Det prøves på nytt hvert annet sekund. Lukker du nå, går det tapt, med mindre du eksporterer det til et annet sted.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Eksporter …</translation>
    </message>
    <message>
        <source>Close and lose it</source>
        <translation>Lukk uten å lagre</translation>
    </message>
    <message>
        <source>Keep open</source>
        <translation>La stå åpent</translation>
    </message>
    <message>
        <source>viewpoint</source>
        <translation>utsnitt</translation>
    </message>
    <message>
        <source>Save the list of viewpoints</source>
        <translation>Lagre listen over utsnitt</translation>
    </message>
    <message>
        <source>viewpoints.csv</source>
        <translation>utsnitt.csv</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Rediger</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>&amp;Tegn</translation>
    </message>
    <message>
        <source>View&amp;points</source>
        <translation>&amp;Utsnitt</translation>
    </message>
    <message>
        <source>S&amp;coring</source>
        <translation>&amp;Skåring</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Skåring</translation>
    </message>
    <message>
        <source>Score &amp;inside my outline…</source>
        <translation>Skår &amp;innenfor omrisset mitt …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+Return</source>
        <translation>Ctrl+Shift+Return</translation>
    </message>
    <message>
        <source>A new version beside the first: both scores and both outlines stay</source>
        <translation>En ny versjon ved siden av den første: Begge skårer og begge omriss blir værende</translation>
    </message>
    <message>
        <source>&amp;Correct the outline of this score</source>
        <translation>&amp;Rett omrisset til denne skåren</translation>
    </message>
    <message>
        <source>Make annotations of the outline that was scored, to be edited and scored again</source>
        <translation>Gjør det skårede omrisset til annotasjoner som kan redigeres og skåres på nytt</translation>
    </message>
    <message>
        <source>Open the slide first, then score it.</source>
        <translation>Åpne snittet først, og skår det deretter.</translation>
    </message>
    <message>
        <source>Draw the outline first, and select it or give it the class Tumor; then score inside it.</source>
        <translation>Tegn omrisset først, og velg det eller gi det klassen Tumor; skår deretter innenfor det.</translation>
    </message>
    <message numerus="yes">
        <source>%n area(s) drawn by %1</source>
        <translation>
            <numerusform>%n område tegnet av %1</numerusform>
            <numerusform>%n områder tegnet av %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The outline of this score was not kept.</source>
        <translation>Omrisset til denne skåren ble ikke lagret.</translation>
    </message>
    <message>
        <source>outline of a score</source>
        <translation>omriss fra en skår</translation>
    </message>
    <message>
        <source>The outline that this score rests on was edited since. Score again inside the present one.</source>
        <translation>Omrisset som denne skåren bygger på, er redigert siden. Skår på nytt innenfor det nåværende.</translation>
    </message>
    <message>
        <source>&amp;Score this slide…</source>
        <translation>&amp;Skår dette snittet …</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Ctrl+Return</translation>
    </message>
    <message>
        <source>Score all &amp;open slides…</source>
        <translation>Skår alle &amp;åpne snitt …</translation>
    </message>
    <message>
        <source>Score a &amp;folder…</source>
        <translation>Skår en &amp;mappe …</translation>
    </message>
    <message>
        <source>Show the &amp;queue</source>
        <translation>Vis &amp;køen</translation>
    </message>
    <message>
        <source>Ctrl+J</source>
        <translation>Ctrl+J</translation>
    </message>
    <message>
        <source>Slides that are being scored or wait</source>
        <translation>Snitt som skåres eller venter</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Kø</translation>
    </message>
    <message>
        <source>This slide has been scored: the result is shown.</source>
        <translation>Snittet er skåret: Resultatet vises.</translation>
    </message>
    <message>
        <source>This slide is not assessable: %1</source>
        <translation>Snittet kan ikke vurderes: %1</translation>
    </message>
    <message>
        <source>This slide was not scored, a safety rule refuses: %1</source>
        <translation>Snittet ble ikke skåret, en sikkerhetsregel hindrer det: %1</translation>
    </message>
    <message>
        <source>Scoring this slide failed: %1</source>
        <translation>Skåringen av snittet mislyktes: %1</translation>
    </message>
    <message>
        <source>A slide is being scored</source>
        <translation>Et snitt skåres</translation>
    </message>
    <message>
        <source>A slide is being scored. If you close the viewer now, its scoring begins anew the next time.</source>
        <translation>Et snitt skåres. Lukker du programmet nå, begynner skåringen forfra neste gang.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
    <message>
        <source>Go on scoring</source>
        <translation>Fortsett skåringen</translation>
    </message>
    <message>
        <source>Open slides first, then score them.</source>
        <translation>Åpne snitt først, og skår dem deretter.</translation>
    </message>
    <message>
        <source>Score the slides of a folder</source>
        <translation>Skår snittene i en mappe</translation>
    </message>
    <message>
        <source>There are no slides in %1.</source>
        <translation>Det er ingen snitt i %1.</translation>
    </message>
    <message>
        <source>QuPath GeoJSON, keeps all of an annotation (*.geojson)</source>
        <translation>QuPath GeoJSON, beholder alt ved en annotasjon (*.geojson)</translation>
    </message>
    <message>
        <source>The outline that this score rests on was deleted since. Score again inside another one.</source>
        <translation>Omrisset som denne skåren bygger på, er slettet siden. Skår på nytt innenfor et annet.</translation>
    </message>
    <message>
        <source>Paint; on the selected area adds to it, Alt or Ctrl takes away; [ and ] change the size</source>
        <translation>Mal; på det valgte området legges det til, Alt eller Ctrl tar bort; [ og ] endrer størrelsen</translation>
    </message>
    <message>
        <source>Press on a colour and drag away to take more; Alt or Ctrl takes away</source>
        <translation>Trykk på en farge og dra utover for å ta mer; Alt eller Ctrl tar bort</translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translation>Ctrl+Shift+L</translation>
    </message>
    <message>
        <source>&amp;Worklist…</source>
        <translation>A&amp;rbeidsliste …</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Saker</translation>
    </message>
    <message>
        <source>The cases of the laboratory, and slides that belong to none yet</source>
        <translation>Laboratoriets saker, og snitt som ikke hører til noen sak ennå</translation>
    </message>
    <message>
        <source>S&amp;witch person</source>
        <translation>Bytt p&amp;erson</translation>
    </message>
    <message>
        <source>Ctrl+Alt+L</source>
        <translation>Ctrl+Alt+L</translation>
    </message>
    <message>
        <source>Locks all windows until somebody signs in; slides stay open</source>
        <translation>Låser alle vinduer til noen logger inn; snittene forblir åpne</translation>
    </message>
    <message>
        <source>Names of files are not shown to you</source>
        <translation>Filnavn vises ikke for deg</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>filen</translation>
    </message>
    <message>
        <source>Open coho&amp;rt…</source>
        <translation>Åpne &amp;kohort …</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>Patients, scores and progress of a run over many slides</source>
        <translation>Pasienter, skårer og framdrift for en kjøring over mange snitt</translation>
    </message>
    <message>
        <source>No cohorts yet</source>
        <translation>Ingen kohorter ennå</translation>
    </message>
    <message>
        <source>Recent co&amp;horts</source>
        <translation>Nylige ko&amp;horter</translation>
    </message>
    <message>
        <source>Run a &amp;cohort…</source>
        <translation>Kjør en &amp;kohort …</translation>
    </message>
    <message>
        <source>Score a list of slides unattended</source>
        <translation>Skår en liste med snitt uten tilsyn</translation>
    </message>
    <message>
        <source>&amp;Validations…</source>
        <translation>&amp;Valideringer …</translation>
    </message>
    <message>
        <source>Ctrl+Shift+K</source>
        <translation>Ctrl+Shift+K</translation>
    </message>
    <message>
        <source>Studies that say how well a bundle does here, and whether anything drifts</source>
        <translation>Studier som sier hvor godt en modellpakke gjør det her, og om noe endrer seg over tid</translation>
    </message>
</context>
<context>
    <name>snitt::MarksPanel</name>
    <message>
        <source>Add viewpoint</source>
        <translation>Legg til utsnitt</translation>
    </message>
    <message>
        <source>Keep place, zoom and rotation of the view</source>
        <translation>Ta vare på visningens sted, zoom og rotasjon</translation>
    </message>
    <message>
        <source>Previous viewpoint</source>
        <translation>Forrige utsnitt</translation>
    </message>
    <message>
        <source>Next viewpoint</source>
        <translation>Neste utsnitt</translation>
    </message>
    <message>
        <source>Move the viewpoint up</source>
        <translation>Flytt utsnittet opp</translation>
    </message>
    <message>
        <source>Move the viewpoint down</source>
        <translation>Flytt utsnittet ned</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Slett</translation>
    </message>
    <message>
        <source>Delete what is selected in the list</source>
        <translation>Slett det som er valgt i listen</translation>
    </message>
    <message>
        <source>Export list…</source>
        <translation>Eksporter liste …</translation>
    </message>
    <message>
        <source>Write the list to a CSV file</source>
        <translation>Skriv listen til en CSV-fil</translation>
    </message>
    <message>
        <source>Note on the selected viewpoint</source>
        <translation>Notat om det valgte utsnittet</translation>
    </message>
    <message>
        <source>Viewpoints</source>
        <translation>Utsnitt</translation>
    </message>
    <message>
        <source>note · %1</source>
        <translation>notat · %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 av %2</translation>
    </message>
    <message>
        <source>No viewpoint is kept for this slide yet.

A viewpoint keeps place, zoom and rotation, with a note.</source>
        <translation>Ingen utsnitt er lagret for dette snittet ennå.

Et utsnitt tar vare på sted, zoom og rotasjon, med et notat.</translation>
    </message>
</context>
<context>
    <name>snitt::MppBanner</name>
    <message>
        <source>Use</source>
        <translation>Bruk</translation>
    </message>
    <message>
        <source>Scale of this slide</source>
        <translation>Snittets målestokk</translation>
    </message>
    <message>
        <source>Scale in micrometres per pixel</source>
        <translation>Målestokk i mikrometer per piksel</translation>
    </message>
    <message>
        <source>Micrometres per pixel of the slide&apos;s finest level, between %1 and %2</source>
        <translation>Mikrometer per piksel på snittets fineste nivå, mellom %1 og %2</translation>
    </message>
    <message>
        <source>e.g. %1</source>
        <translation>f.eks. %1</translation>
    </message>
    <message>
        <source>Measure this slide with the scale you have entered</source>
        <translation>Mål i snittet med målestokken du har oppgitt</translation>
    </message>
    <message>
        <source>Reason for an unusual scale</source>
        <translation>Grunn til en uvanlig målestokk</translation>
    </message>
    <message>
        <source>Reason, e.g. “stage micrometer”</source>
        <translation>Grunn, f.eks. «objektmikrometer»</translation>
    </message>
    <message>
        <source>This slide states no scale: lengths are in pixels.</source>
        <translation>Snittet oppgir ingen målestokk: Lengder er i piksler.</translation>
    </message>
    <message>
        <source>µm/px</source>
        <translation>µm/px</translation>
    </message>
    <message>
        <source>Go on without a scale</source>
        <translation>Fortsett uten målestokk</translation>
    </message>
    <message>
        <source>A scale must lie between %1 and %2 µm/px.</source>
        <translation>En målestokk må ligge mellom %1 og %2 µm/px.</translation>
    </message>
    <message>
        <source>%1 µm/px is outside the usual %2 to %3: please give the reason.</source>
        <translation>%1 µm/px er utenfor det vanlige, %2 til %3: Oppgi grunnen.</translation>
    </message>
    <message>
        <source>%1 µm/px is more than 15 % from the %2 that the file&apos;s own %3 suggests: please give the reason.</source>
        <translation>%1 µm/px avviker mer enn 15 % fra %2, som filens egen angivelse %3 tilsier: Oppgi grunnen.</translation>
    </message>
    <message>
        <source>Type the scale in micrometres per pixel.</source>
        <translation>Skriv inn målestokken i mikrometer per piksel.</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>«%1» er ikke et tall.</translation>
    </message>
</context>
<context>
    <name>snitt::NewCaseDialog</name>
    <message>
        <source>Accession number</source>
        <translation>Remissenummer</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>Ny sak</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>Laboratorium</translation>
    </message>
    <message>
        <source>&amp;Laboratory</source>
        <translation>&amp;Laboratorium</translation>
    </message>
    <message>
        <source>&amp;Accession number</source>
        <translation>&amp;Remissenummer</translation>
    </message>
    <message>
        <source>Patient (may stay empty)</source>
        <translation>Pasient (kan stå tomt)</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Etternavn</translation>
    </message>
    <message>
        <source>Given names</source>
        <translation>Fornavn</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>Fødselsdato</translation>
    </message>
    <message>
        <source>year-month-day, as 1951-03-02</source>
        <translation>år-måned-dag, som 1951-03-02</translation>
    </message>
    <message>
        <source>Patient&apos;s number</source>
        <translation>Pasientens nummer</translation>
    </message>
    <message>
        <source>&amp;Family name</source>
        <translation>&amp;Etternavn</translation>
    </message>
    <message>
        <source>&amp;Given names</source>
        <translation>&amp;Fornavn</translation>
    </message>
    <message>
        <source>&amp;Birth date</source>
        <translation>F&amp;ødselsdato</translation>
    </message>
    <message>
        <source>Patient&apos;s &amp;number</source>
        <translation>Pasientens &amp;nummer</translation>
    </message>
    <message>
        <source>Make the case</source>
        <translation>Opprett saken</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Åpne den</translation>
    </message>
    <message>
        <source>Laboratory and accession number have at most 100 visible letters each, and the laboratory no colon.</source>
        <translation>Laboratorium og remissenummer har høyst 100 synlige tegn hver, og laboratoriet ikke noe kolon.</translation>
    </message>
    <message>
        <source>The birth date is no day that has been: write it as 1951-03-02, or the year alone.</source>
        <translation>Fødselsdatoen er ingen dag som har vært: Skriv den som 1951-03-02, eller bare året.</translation>
    </message>
    <message>
        <source>%1: there is something in it that cannot be seen.</source>
        <translation>%1: Det er noe der som ikke kan ses.</translation>
    </message>
    <message>
        <source>Case %1 is there already. Nothing was changed.</source>
        <translation>Saken %1 finnes allerede. Ingenting ble endret.</translation>
    </message>
</context>
<context>
    <name>snitt::NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>Lukk denne meldingen</translation>
    </message>
</context>
<context>
    <name>snitt::OutcomesForm</name>
    <message>
        <source>Outcomes (CSV, a row a patient)</source>
        <translation>Utfall (CSV, én rad per pasient)</translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <translation>Tabeller (*.csv);;Alle filer (*)</translation>
    </message>
    <message>
        <source>Column of the patient</source>
        <translation>Kolonnen med pasienten</translation>
    </message>
    <message>
        <source>Column of the time</source>
        <translation>Kolonnen med tiden</translation>
    </message>
    <message>
        <source>Column of the event</source>
        <translation>Kolonnen med hendelsen</translation>
    </message>
    <message>
        <source>Value that stands for an event; empty: the column holds 0 and 1</source>
        <translation>Verdien som står for en hendelse; tom: kolonnen har 0 og 1</translation>
    </message>
    <message>
        <source>Column of the cause; empty: every event counts</source>
        <translation>Kolonnen med årsaken; tom: hver hendelse teller</translation>
    </message>
    <message>
        <source>the column holds 0 and 1</source>
        <translation>kolonnen har 0 og 1</translation>
    </message>
    <message>
        <source>none: every event counts</source>
        <translation>ingen: hver hendelse teller</translation>
    </message>
    <message>
        <source>Unit of the time</source>
        <translation>Tidsenhet</translation>
    </message>
    <message>
        <source>days</source>
        <translation>dager</translation>
    </message>
    <message>
        <source>months</source>
        <translation>måneder</translation>
    </message>
    <message>
        <source>years</source>
        <translation>år</translation>
    </message>
    <message>
        <source>Causes that are the event</source>
        <translation>Årsaker som er hendelsen</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>Årsaker</translation>
    </message>
    <message>
        <source>Causes that make the event impossible</source>
        <translation>Årsaker som gjør hendelsen umulig</translation>
    </message>
    <message>
        <source>An event without a cause</source>
        <translation>En hendelse uten årsak</translation>
    </message>
    <message>
        <source>refuses the file</source>
        <translation>avviser filen</translation>
    </message>
    <message>
        <source>counts as the event</source>
        <translation>teller som hendelsen</translation>
    </message>
    <message>
        <source>competes</source>
        <translation>konkurrerer</translation>
    </message>
    <message>
        <source>is censored</source>
        <translation>sensureres</translation>
    </message>
    <message>
        <source>date of surgery</source>
        <translation>operasjonsdato</translation>
    </message>
    <message>
        <source>From when time counts, in words</source>
        <translation>Når tiden regnes fra, med ord</translation>
    </message>
    <message>
        <source>death of colorectal cancer</source>
        <translation>død av kolorektal kreft</translation>
    </message>
    <message>
        <source>Endpoint, in words</source>
        <translation>Endepunkt, med ord</translation>
    </message>
    <message>
        <source>Until when the outcomes are known</source>
        <translation>Hvor lenge utfallene er kjent</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fil</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Pasient</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tid</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Hendelse</translation>
    </message>
    <message>
        <source>An event is</source>
        <translation>En hendelse er</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Årsak</translation>
    </message>
    <message>
        <source>Time counts from</source>
        <translation>Tiden regnes fra</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endepunkt</translation>
    </message>
    <message>
        <source>Known until</source>
        <translation>Kjent til</translation>
    </message>
    <message>
        <source>Causes that count</source>
        <translation>Årsaker som teller</translation>
    </message>
    <message>
        <source>Causes that compete</source>
        <translation>Årsaker som konkurrerer</translation>
    </message>
    <message>
        <source>Without a cause</source>
        <translation>Uten årsak</translation>
    </message>
</context>
<context>
    <name>snitt::OverviewMap</name>
    <message>
        <source>Overview of the slide</source>
        <translation>Oversikt over snittet</translation>
    </message>
    <message>
        <source>Click or drag to move the view, turn the wheel to zoom</source>
        <translation>Klikk eller dra for å flytte visningen, drei hjulet for å zoome</translation>
    </message>
    <message>
        <source>No slide is open</source>
        <translation>Ingen snitt er åpne</translation>
    </message>
    <message>
        <source>Overview is being made…</source>
        <translation>Lager oversikt …</translation>
    </message>
</context>
<context>
    <name>snitt::PathField</name>
    <message>
        <source>Choose folder…</source>
        <translation>Velg mappe …</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Velg fil …</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Velg: %1</translation>
    </message>
</context>
<context>
    <name>snitt::PatientTable</name>
    <message>
        <source>Patient</source>
        <translation>Pasient</translation>
    </message>
    <message>
        <source>Slides</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Score %1</source>
        <translation>Skår %1</translation>
    </message>
    <message>
        <source>Combined</source>
        <translation>Samlet</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Spredning</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grunn</translation>
    </message>
</context>
<context>
    <name>snitt::PersonBar</name>
    <message>
        <source>Lock, or let another person work (%1)</source>
        <translation>Lås, eller la en annen person overta (%1)</translation>
    </message>
    <message>
        <source>Ctrl+Alt+L</source>
        <translation>Ctrl+Alt+L</translation>
    </message>
    <message>
        <source>Lock or switch person</source>
        <translation>Lås eller bytt person</translation>
    </message>
    <message>
        <source>Works here: %1</source>
        <translation>Arbeider her: %1</translation>
    </message>
</context>
<context>
    <name>snitt::PictureCard</name>
    <message>
        <source>Rotate label</source>
        <translation>Roter etikett</translation>
    </message>
    <message>
        <source>Rotate the label by 90°</source>
        <translation>Roter etiketten 90°</translation>
    </message>
    <message>
        <source>Hidden: it can identify the patient.</source>
        <translation>Skjult: Den kan identifisere pasienten.</translation>
    </message>
    <message>
        <source>Being read…</source>
        <translation>Leses …</translation>
    </message>
    <message>
        <source>This picture could not be read.</source>
        <translation>Bildet kunne ikke leses.</translation>
    </message>
</context>
<context>
    <name>snitt::PropertiesPanel</name>
    <message>
        <source>All properties (none)</source>
        <translation>Alle egenskaper (ingen)</translation>
    </message>
    <message>
        <source>All properties (%1)</source>
        <translation>Alle egenskaper (%1)</translation>
    </message>
    <message>
        <source>All properties (%1 of %2)</source>
        <translation>Alle egenskaper (%1 av %2)</translation>
    </message>
    <message>
        <source>Properties of the slide</source>
        <translation>Snittets egenskaper</translation>
    </message>
    <message>
        <source>Slide, scale, scanner, colour and findings</source>
        <translation>Snitt, målestokk, skanner, farge og funn</translation>
    </message>
    <message>
        <source>Everything that the file states, as it states it</source>
        <translation>Alt filen oppgir, slik den oppgir det</translation>
    </message>
    <message>
        <source>Filter by name or value</source>
        <translation>Filtrer på navn eller verdi</translation>
    </message>
    <message>
        <source>Filter properties</source>
        <translation>Filtrer egenskaper</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Navn</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Verdi</translation>
    </message>
    <message>
        <source>All properties</source>
        <translation>Alle egenskaper</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Kopier verdi</translation>
    </message>
    <message>
        <source>Copy name and value</source>
        <translation>Kopier navn og verdi</translation>
    </message>
    <message>
        <source>No slide is open.</source>
        <translation>Ingen snitt er åpne.</translation>
    </message>
</context>
<context>
    <name>snitt::ProtocolChooser</name>
    <message>
        <source>Protocol of the study (TOML)</source>
        <translation>Studiens protokoll (TOML)</translation>
    </message>
    <message>
        <source>Protocols (*.toml);;All files (*)</source>
        <translation>Protokoller (*.toml);;Alle filer (*)</translation>
    </message>
    <message>
        <source>Choose the protocol.</source>
        <translation>Velg protokollen.</translation>
    </message>
    <message>
        <source>Give the protocol with its whole path.</source>
        <translation>Oppgi protokollen med hele filbanen.</translation>
    </message>
    <message>
        <source>The protocol is being read.</source>
        <translation>Protokollen leses.</translation>
    </message>
    <message>
        <source>This protocol cannot be used; choose another one, or mend it.</source>
        <translation>Denne protokollen kan ikke brukes; velg en annen, eller rett den.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Locked on %1 by %2.</source>
        <translation>Låst %1 av %2.</translation>
    </message>
    <message>
        <source>Locked on %1 by %2, and changed since.</source>
        <translation>Låst %1 av %2, og endret siden.</translation>
    </message>
    <message>
        <source>Its lock cannot be used: %1</source>
        <translation>Låsen kan ikke brukes: %1</translation>
    </message>
</context>
<context>
    <name>snitt::ProtocolDialog</name>
    <message>
        <source>File of the protocol (TOML)</source>
        <translation>Protokollens fil (TOML)</translation>
    </message>
    <message>
        <source>New protocol</source>
        <translation>Ny protokoll</translation>
    </message>
    <message>
        <source>The file of the protocol</source>
        <translation>Protokollens fil</translation>
    </message>
    <message>
        <source>Open in editor</source>
        <translation>Åpne i redigeringsprogram</translation>
    </message>
    <message>
        <source>The file, in the system&apos;s own editor</source>
        <translation>Filen, i systemets eget redigeringsprogram</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>Kontroller filen</translation>
    </message>
    <message>
        <source>Reads the file as it stands on disk</source>
        <translation>Leser filen slik den ligger på disken</translation>
    </message>
    <message>
        <source>Lock…</source>
        <translation>Lås …</translation>
    </message>
    <message>
        <source>Freeze this protocol and all that it names</source>
        <translation>Frys denne protokollen og alt den navngir</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lagre</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>Skriv filen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
    <message>
        <source>The file, as the fields make it</source>
        <translation>Filen, slik feltene gir den</translation>
    </message>
    <message>
        <source>The protocol is whole.</source>
        <translation>Protokollen er fullstendig.</translation>
    </message>
    <message>
        <source>The file is there already</source>
        <translation>Filen finnes allerede</translation>
    </message>
    <message>
        <source>%1 was written or edited by somebody else. Saving replaces all of it, comments and rules included.</source>
        <translation>%1 er skrevet eller redigert av noen andre. Lagring erstatter alt i den, også kommentarer og regler.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Erstatt den</translation>
    </message>
    <message>
        <source>The file, as it stands on disk</source>
        <translation>Filen, slik den ligger på disken</translation>
    </message>
    <message>
        <source>Saved. The protocol is whole and can be locked.</source>
        <translation>Lagret. Protokollen er fullstendig og kan låses.</translation>
    </message>
    <message>
        <source>The file on disk is whole and can be locked. It says something else than the fields.</source>
        <translation>Filen på disken er fullstendig og kan låses. Den sier noe annet enn feltene.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Ikke lagret</translation>
    </message>
    <message>
        <source>This protocol has not been saved.</source>
        <translation>Denne protokollen er ikke lagret.</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Lukk uten å lagre</translation>
    </message>
    <message>
        <source>Fill in from the file</source>
        <translation>Fyll ut fra filen</translation>
    </message>
    <message>
        <source>The fields take what the file says</source>
        <translation>Feltene tar det filen sier</translation>
    </message>
    <message>
        <source>A protocol stands in this file. The fields can be filled in from it.</source>
        <translation>Det står en protokoll i denne filen. Feltene kan fylles ut fra den.</translation>
    </message>
    <message>
        <source>The file on disk is whole and can be locked. It says the same as the fields.</source>
        <translation>Filen på disken er hel og kan låses. Den sier det samme som feltene.</translation>
    </message>
</context>
<context>
    <name>snitt::ProtocolForm</name>
    <message>
        <source>Folder of the model bundle</source>
        <translation>Modellpakkens mappe</translation>
    </message>
    <message>
        <source>Slide list (CSV), without outcomes</source>
        <translation>Snittliste (CSV), uten utfall</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>Utfall</translation>
    </message>
    <message>
        <source>Criteria: what the study must show</source>
        <translation>Kriterier: hva studien må vise</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Slide lists (*.csv);;All files (*)</source>
        <translation>Snittlister (*.csv);;Alle filer (*)</translation>
    </message>
    <message>
        <source>What the study is called</source>
        <translation>Hva studien heter</translation>
    </message>
    <message>
        <source>Elvehavn 2026</source>
        <translation>Elvehavn 2026</translation>
    </message>
    <message>
        <source>Where the patients come from</source>
        <translation>Hvor pasientene kommer fra</translation>
    </message>
    <message>
        <source>Elvehavn hospital</source>
        <translation>Elvehavn sykehus</translation>
    </message>
    <message>
        <source>What the bundle is to be used for here</source>
        <translation>Hva modellpakken skal brukes til her</translation>
    </message>
    <message>
        <source>prognosis after resection of stage II colorectal cancer</source>
        <translation>prognose etter reseksjon av kolorektal kreft i stadium II</translation>
    </message>
    <message>
        <source>Who answers for the study</source>
        <translation>Hvem som svarer for studien</translation>
    </message>
    <message>
        <source>Kind of validation</source>
        <translation>Slags validering</translation>
    </message>
    <message>
        <source>External: other patients than the model was made from</source>
        <translation>Ekstern: andre pasienter enn modellen er laget av</translation>
    </message>
    <message>
        <source>Internal: patients of the same population</source>
        <translation>Intern: pasienter fra samme populasjon</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Terskler</translation>
    </message>
    <message>
        <source>Frozen: those of the bundle</source>
        <translation>Frosne: modellpakkens egne</translation>
    </message>
    <message>
        <source>Tuned on these data, which every page then says</source>
        <translation>Tilpasset på disse dataene, noe hver side da sier</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Sted</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>Tiltenkt bruk</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>Ansvarlig</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Slag</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Modellpakke</translation>
    </message>
    <message>
        <source>Slide list</source>
        <translation>Snittliste</translation>
    </message>
    <message>
        <source>Years at which figures are stated</source>
        <translation>År tallene oppgis for</translation>
    </message>
    <message>
        <source>3, 5</source>
        <translation>3, 5</translation>
    </message>
    <message>
        <source>Covariates of the multivariable regression</source>
        <translation>Kovariater i den multivariable regresjonen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Kolonner</translation>
    </message>
    <message>
        <source>Covariates whose numbers stand for levels</source>
        <translation>Kovariater der tallene står for nivåer</translation>
    </message>
    <message>
        <source>Groups of patients that are told apart</source>
        <translation>Pasientgrupper som skilles fra hverandre</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Kolonne</translation>
    </message>
    <message>
        <source>Bounds, as 65, 75</source>
        <translation>Grenser, som 65, 75</translation>
    </message>
    <message>
        <source>Horizons, years</source>
        <translation>Horisonter, år</translation>
    </message>
    <message>
        <source>Covariates</source>
        <translation>Kovariater</translation>
    </message>
    <message>
        <source>Subgroups</source>
        <translation>Undergrupper</translation>
    </message>
    <message>
        <source>Smallest cell</source>
        <translation>Minste celle</translation>
    </message>
    <message>
        <source>Resamples</source>
        <translation>Gjentrekninger</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startverdi</translation>
    </message>
    <message>
        <source>Near a threshold</source>
        <translation>Nær en terskel</translation>
    </message>
    <message>
        <source>Cells of fewer patients are withheld everywhere</source>
        <translation>Celler med færre pasienter holdes tilbake overalt</translation>
    </message>
    <message>
        <source>Bootstrap resamples of patients</source>
        <translation>Bootstrap-trekninger av pasienter</translation>
    </message>
    <message>
        <source>Score units to each side of a threshold</source>
        <translation>Skårenheter til hver side av en terskel</translation>
    </message>
    <message>
        <source>Numbers as levels</source>
        <translation>Tall som nivåer</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) of who belongs to the cohort</source>
        <translation>
            <numerusform>%n regel for hvem som hører til kohorten</numerusform>
            <numerusform>%n regler for hvem som hører til kohorten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repeated cohort(s)</source>
        <translation>
            <numerusform>%n gjentatt kohort</numerusform>
            <numerusform>%n gjentatte kohorter</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept as the file has them: %1.</source>
        <translation>Beholdes slik filen har dem: %1.</translation>
    </message>
</context>
<context>
    <name>snitt::ProvenanceView</name>
    <message>
        <source>Copy</source>
        <translation>Kopier</translation>
    </message>
    <message>
        <source>Copy all of it: %1</source>
        <translation>Kopier hele: %1</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>Kopier %1</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Kopier alt</translation>
    </message>
    <message>
        <source>Copy all of the provenance</source>
        <translation>Kopier hele opphavet</translation>
    </message>
    <message>
        <source>Copies every line, hashes with all their digits</source>
        <translation>Kopierer hver linje, kontrollsummer med alle sifre</translation>
    </message>
</context>
<context>
    <name>snitt::QueueDelegate</name>
    <message>
        <source>Estimate %1</source>
        <translation>Anslag %1</translation>
    </message>
</context>
<context>
    <name>snitt::QueuePanel</name>
    <message>
        <source>Slides that are scored, in order</source>
        <translation>Snitt som skåres, i rekkefølge</translation>
    </message>
    <message>
        <source>No slide is waiting to be scored. A slide is scored beside your work: you can go on looking meanwhile.</source>
        <translation>Ingen snitt venter på å bli skåret. Et snitt skåres mens du arbeider: Du kan se videre imens.</translation>
    </message>
    <message>
        <source>Score this slide…</source>
        <translation>Skår dette snittet …</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsett</translation>
    </message>
    <message>
        <source>Score them now, what was interrupted from its beginning</source>
        <translation>Skår dem nå; det som ble avbrutt, skåres forfra</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>La ligge</translation>
    </message>
    <message>
        <source>Keep them in the list; each can be tried again</source>
        <translation>Behold dem i listen; hvert kan prøves på nytt</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Lukk denne meldingen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Prøv igjen</translation>
    </message>
    <message>
        <source>Open the result</source>
        <translation>Åpne resultatet</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Tidligere</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Senere</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Fjern fra listen</translation>
    </message>
    <message>
        <source>Remove all that have ended</source>
        <translation>Fjern alle som er avsluttet</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Gjenoppta</translation>
    </message>
    <message>
        <source>Interrupted the last time: %1. Score again now?</source>
        <translation>Avbrutt forrige gang: %1. Skåre på nytt nå?</translation>
    </message>
    <message>
        <source>Waiting since the last time: %1. Score now?</source>
        <translation>Venter siden forrige gang: %1. Skåre nå?</translation>
    </message>
    <message>
        <source>From the last time: %1 interrupted, %2 waiting. Score them now?</source>
        <translation>Fra forrige gang: %1 avbrutt, %2 venter. Skåre dem nå?</translation>
    </message>
</context>
<context>
    <name>snitt::RunCohortDialog</name>
    <message>
        <source>Run a cohort</source>
        <translation>Kjør en kohort</translation>
    </message>
    <message>
        <source>Slide list</source>
        <translation>Snittliste</translation>
    </message>
    <message>
        <source>Slide list (CSV with a column path)</source>
        <translation>Snittliste (CSV med en kolonne path)</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Velg fil …</translation>
    </message>
    <message>
        <source>Model bundle</source>
        <translation>Modellpakke</translation>
    </message>
    <message>
        <source>Folder of the run</source>
        <translation>Kjøringens mappe</translation>
    </message>
    <message>
        <source>Folder of the run: results, and what it needs to go on</source>
        <translation>Kjøringens mappe: resultater, og det som trengs for å fortsette</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Velg mappe …</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Valg</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Kontroll</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Worker processes that share the processor. One is enough: while a slide is scored the next is prepared</source>
        <translation>Arbeidsprosesser som deler prosessoren. Én er nok: mens et snitt skåres, forberedes det neste</translation>
    </message>
    <message>
        <source>Heatmaps</source>
        <translation>Varmekart</translation>
    </message>
    <message>
        <source>Reports (PDF)</source>
        <translation>Rapporter (PDF)</translation>
    </message>
    <message>
        <source>Results of several devices or versions may stand in one table, which then says so</source>
        <translation>Resultater fra flere enheter eller versjoner kan stå i én tabell, som da sier det</translation>
    </message>
    <message>
        <source>Reason to score slides outside the bundle&apos;s scope</source>
        <translation>Grunn til å skåre snitt utenfor modellpakkens område</translation>
    </message>
    <message>
        <source>Without a reason such slides are refused</source>
        <translation>Uten en grunn avvises slike snitt</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Arbeidere</translation>
    </message>
    <message>
        <source>Also write</source>
        <translation>Skriv også</translation>
    </message>
    <message>
        <source>Outside the scope</source>
        <translation>Utenfor området</translation>
    </message>
    <message>
        <source>Check first</source>
        <translation>Kontroller først</translation>
    </message>
    <message>
        <source>Looks at the list and the slides&apos; files and says what can be scored; scores nothing</source>
        <translation>Ser på listen og snittenes filer og sier hva som kan skåres; skårer ingenting</translation>
    </message>
    <message>
        <source>Slides that will not be scored</source>
        <translation>Snitt som ikke blir skåret</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grunn</translation>
    </message>
    <message>
        <source>Choose a slide list</source>
        <translation>Velg en snittliste</translation>
    </message>
    <message>
        <source>Slide lists (*.csv);;All files (*)</source>
        <translation>Snittlister (*.csv);;Alle filer (*)</translation>
    </message>
    <message>
        <source>Choose the folder of the run</source>
        <translation>Velg kjøringens mappe</translation>
    </message>
    <message>
        <source>Choose the slide list.</source>
        <translation>Velg snittlisten.</translation>
    </message>
    <message>
        <source>A bundle has to be chosen and read first.</source>
        <translation>En modellpakke må velges og leses først.</translation>
    </message>
    <message>
        <source>This bundle cannot be used; choose another one.</source>
        <translation>Denne modellpakken kan ikke brukes; velg en annen.</translation>
    </message>
    <message>
        <source>Choose a folder for the run.</source>
        <translation>Velg en mappe for kjøringen.</translation>
    </message>
    <message>
        <source>Stop checking</source>
        <translation>Stopp kontrollen</translation>
    </message>
    <message numerus="yes">
        <source>%n slide(s) to score</source>
        <translation>
            <numerusform>%n snitt å skåre</numerusform>
            <numerusform>%n snitt å skåre</numerusform>
        </translation>
    </message>
    <message>
        <source>On %1. The results take %2 at most; %3 are free.</source>
        <translation>På %1. Resultatene tar høyst %2; %3 er ledig.</translation>
    </message>
    <message>
        <source>The networks will need %1.</source>
        <translation>Nettverkene vil trenge %1.</translation>
    </message>
</context>
<context>
    <name>snitt::RunStudyDialog</name>
    <message>
        <source>Run a validation</source>
        <translation>Kjør en validering</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Kjør</translation>
    </message>
    <message>
        <source>Folder of the scored cohort</source>
        <translation>Mappen til den skårede kohorten</translation>
    </message>
    <message>
        <source>Folder for the report; made where it is missing</source>
        <translation>Mappe for rapporten; lages der den mangler</translation>
    </message>
    <message>
        <source>Sealed record of the bundle&apos;s training</source>
        <translation>Forseglet journal over modellpakkens trening</translation>
    </message>
    <message>
        <source>Results of several devices or versions may stand in one report, which then says so</source>
        <translation>Resultater fra flere enheter eller versjoner kan stå i én rapport, som da sier det</translation>
    </message>
    <message>
        <source>Locked protocol</source>
        <translation>Låst protokoll</translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation>Kohort</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Training record (optional)</source>
        <translation>Treningsjournal (valgfri)</translation>
    </message>
    <message>
        <source>With it the report says whether a patient of the cohort trained the bundle; without it that is not assessable.</source>
        <translation>Med den sier rapporten om en pasient i kohorten har trent modellpakken; uten den kan det ikke vurderes.</translation>
    </message>
    <message>
        <source>Password of the training record</source>
        <translation>Treningsjournalens passord</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Valg</translation>
    </message>
    <message>
        <source>Folder of the cohort “%1”</source>
        <translation>Mappen til kohorten «%1»</translation>
    </message>
    <message>
        <source>This protocol is not locked; lock it first.</source>
        <translation>Denne protokollen er ikke låst; lås den først.</translation>
    </message>
    <message>
        <source>Choose the folder of the cohort.</source>
        <translation>Velg kohortens mappe.</translation>
    </message>
    <message>
        <source>Choose the folder of the cohort “%1”.</source>
        <translation>Velg mappen til kohorten «%1».</translation>
    </message>
    <message>
        <source>Choose a folder for the report.</source>
        <translation>Velg en mappe for rapporten.</translation>
    </message>
    <message>
        <source>The report needs a folder of its own.</source>
        <translation>Rapporten trenger en egen mappe.</translation>
    </message>
    <message>
        <source>The training record needs its password.</source>
        <translation>Treningsjournalen trenger passordet sitt.</translation>
    </message>
    <message>
        <source>The lock of this protocol cannot be used; lock it again.</source>
        <translation>Låsen til denne protokollen kan ikke brukes; lås den på nytt.</translation>
    </message>
</context>
<context>
    <name>snitt::SaidTable</name>
    <message>
        <source>What each source says of the slide</source>
        <translation>Hva hver kilde oppgir om snittet</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Kilde</translation>
    </message>
    <message>
        <source>As it was read</source>
        <translation>Slik det ble lest</translation>
    </message>
    <message>
        <source>Accession</source>
        <translation>Remissenummer</translation>
    </message>
    <message>
        <source>Specimen</source>
        <translation>Preparat</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blokk</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Stain</source>
        <translation>Farging</translation>
    </message>
    <message>
        <source>An earlier source says %1</source>
        <translation>En tidligere kilde oppgir %1</translation>
    </message>
    <message>
        <source>no pattern fits</source>
        <translation>passer ikke med noe mønster</translation>
    </message>
</context>
<context>
    <name>snitt::ScopeForm</name>
    <message>
        <source>Organ</source>
        <translation>Organ</translation>
    </message>
    <message>
        <source>Specimen</source>
        <translation>Preparat</translation>
    </message>
    <message>
        <source>Neoadjuvant treatment</source>
        <translation>Neoadjuvant behandling</translation>
    </message>
    <message>
        <source>Stain</source>
        <translation>Farging</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Skanner</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stadium</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Målestokk</translation>
    </message>
    <message>
        <source>met</source>
        <translation>oppfylt</translation>
    </message>
    <message>
        <source>violated</source>
        <translation>ikke oppfylt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>ukjent</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>ikke kjent</translation>
    </message>
    <message>
        <source>“%1” cannot be the value of %2.</source>
        <translation>«%1» kan ikke være verdien av %2.</translation>
    </message>
</context>
<context>
    <name>snitt::ScoreDialog</name>
    <message>
        <source>Score slides</source>
        <translation>Skår snitt</translation>
    </message>
    <message>
        <source>Score inside an outline</source>
        <translation>Skår innenfor et omriss</translation>
    </message>
    <message>
        <source>Slides</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Model bundle</source>
        <translation>Modellpakke</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Bruksområde</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultater</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Skår</translation>
    </message>
    <message>
        <source>Slides to score</source>
        <translation>Snitt som skal skåres</translation>
    </message>
    <message>
        <source>Scale in micrometres per pixel</source>
        <translation>Målestokk i mikrometer per piksel</translation>
    </message>
    <message>
        <source>e.g. %1</source>
        <translation>f.eks. %1</translation>
    </message>
    <message>
        <source>Where the scale comes from</source>
        <translation>Hvor målestokken kommer fra</translation>
    </message>
    <message>
        <source>Where it comes from, e.g. “stage micrometer”</source>
        <translation>Hvor den kommer fra, f.eks. «objektmikrometer»</translation>
    </message>
    <message>
        <source>µm/px</source>
        <translation>µm/px</translation>
    </message>
    <message>
        <source>Reason for scoring outside the scope</source>
        <translation>Grunn til å skåre utenfor bruksområdet</translation>
    </message>
    <message>
        <source>Reason to score it all the same; it stands in the result</source>
        <translation>Grunn til å skåre likevel; den står i resultatet</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>Mappe for resultatene</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Velg mappe …</translation>
    </message>
    <message>
        <source>Choose a folder for the results</source>
        <translation>Velg en mappe for resultatene</translation>
    </message>
    <message>
        <source>being looked at…</source>
        <translation>undersøkes …</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>kan ikke leses: %1</translation>
    </message>
    <message>
        <source>has no scale</source>
        <translation>har ingen målestokk</translation>
    </message>
    <message>
        <source>no tissue found</source>
        <translation>fant ikke vev</translation>
    </message>
    <message>
        <source>in scope</source>
        <translation>innenfor bruksområdet</translation>
    </message>
    <message>
        <source>outside scope</source>
        <translation>utenfor bruksområdet</translation>
    </message>
    <message>
        <source>facts are missing</source>
        <translation>opplysninger mangler</translation>
    </message>
    <message>
        <source>Scope of %1; what is typed holds for all slides</source>
        <translation>Bruksområde for %1; det som skrives inn, gjelder for alle snitt</translation>
    </message>
    <message>
        <source>A scale must lie between %1 and %2 µm/px.</source>
        <translation>En målestokk må ligge mellom %1 og %2 µm/px.</translation>
    </message>
    <message>
        <source>This scale is unusual, or not what the file&apos;s magnification suggests: say where it comes from.</source>
        <translation>Målestokken er uvanlig, eller ikke den filens forstørrelse tilsier: Oppgi hvor den kommer fra.</translation>
    </message>
    <message>
        <source>The slide states no scale. Type the size of a pixel:</source>
        <translation>Snittet oppgir ingen målestokk. Skriv inn størrelsen på en piksel:</translation>
    </message>
    <message>
        <source>Slides that state no scale: %1. Type the size of a pixel; it holds for all of them:</source>
        <translation>Snitt som ikke oppgir målestokk: %1. Skriv inn størrelsen på en piksel; den gjelder for alle:</translation>
    </message>
    <message>
        <source>The slide is not in the bundle&apos;s scope as far as is known.</source>
        <translation>Ut fra det som er kjent, er snittet ikke innenfor modellpakkens bruksområde.</translation>
    </message>
    <message>
        <source>Slides that are not in the bundle&apos;s scope as far as is known: %1.</source>
        <translation>Snitt som ut fra det som er kjent, ikke er innenfor modellpakkens bruksområde: %1.</translation>
    </message>
    <message>
        <source>Score (%1)</source>
        <translation>Skår (%1)</translation>
    </message>
    <message>
        <source>A bundle has to be chosen and read first.</source>
        <translation>En modellpakke må velges og leses først.</translation>
    </message>
    <message>
        <source>This bundle cannot be used; choose another one.</source>
        <translation>Denne modellpakken kan ikke brukes; velg en annen.</translation>
    </message>
    <message>
        <source>This bundle does not allow an outline that was drawn by a person.</source>
        <translation>Denne modellpakken tillater ikke et omriss som er tegnet av et menneske.</translation>
    </message>
    <message>
        <source>%1 is being looked at with this scale.</source>
        <translation>%1 undersøkes med denne målestokken.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 kan ikke leses: %2.</translation>
    </message>
    <message>
        <source>%1 has no scale: type it above, or leave the slide out.</source>
        <translation>%1 har ingen målestokk: Skriv den inn ovenfor, eller utelat snittet.</translation>
    </message>
    <message>
        <source>%1 is not in the bundle&apos;s scope: type what is known, or a reason to score it all the same.</source>
        <translation>%1 er ikke innenfor modellpakkens bruksområde: Skriv inn det som er kjent, eller en grunn til å skåre likevel.</translation>
    </message>
    <message>
        <source>No slide is chosen.</source>
        <translation>Ingen snitt er valgt.</translation>
    </message>
    <message>
        <source>Choose a folder for the results.</source>
        <translation>Velg en mappe for resultatene.</translation>
    </message>
</context>
<context>
    <name>snitt::ScorePanel</name>
    <message>
        <source>Score</source>
        <translation>Skår</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Begrunnelse</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>Fliser</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Funn</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>Opphav</translation>
    </message>
    <message>
        <source>Scores against their thresholds</source>
        <translation>Skårer mot tersklene</translation>
    </message>
    <message>
        <source>This score holds no resolution.</source>
        <translation>Denne skåren har ingen oppløsning.</translation>
    </message>
    <message>
        <source>Combined score %1; it never decides the class.</source>
        <translation>Samlet skår %1; den avgjør aldri klassen.</translation>
    </message>
    <message>
        <source>Risk group: %1 (%2)</source>
        <translation>Risikogruppe: %1 (%2)</translation>
    </message>
    <message>
        <source>Model card…</source>
        <translation>Modellkort …</translation>
    </message>
    <message>
        <source>Show the bundle&apos;s model card</source>
        <translation>Vis modellpakkens modellkort</translation>
    </message>
    <message>
        <source>Intended use, limits, training population, performance</source>
        <translation>Tiltenkt bruk, begrensninger, treningspopulasjon, ytelse</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Utdatert</translation>
    </message>
    <message>
        <source>No score yet. Score this slide (menu Scoring), or open a folder of results.</source>
        <translation>Ingen skår ennå. Skår dette snittet (menyen Skåring), eller åpne en resultatmappe.</translation>
    </message>
</context>
<context>
    <name>snitt::ScoreQueue</name>
    <message>
        <source>The queue is not kept: %1.</source>
        <translation>Køen blir ikke lagret: %1.</translation>
    </message>
    <message>
        <source>The queue is not kept, and is empty when the viewer is closed: %1.</source>
        <translation>Køen blir ikke lagret, og er tom når programmet lukkes: %1.</translation>
    </message>
    <message>
        <source>The viewer ended while this slide was being scored.</source>
        <translation>Programmet ble avsluttet mens dette snittet ble skåret.</translation>
    </message>
    <message>
        <source>Another window of Snitt, of a program of its own, runs the queue. It is shown here and can be changed there.</source>
        <translation>Et annet Snitt-vindu, fra et eget program, styrer køen. Den vises her og kan endres der.</translation>
    </message>
    <message>
        <source>The engine, the program snitt, is missing beside the viewer (%1): nothing can be scored.</source>
        <translation>Motoren, programmet snitt, mangler ved siden av visningsprogrammet (%1): Ingenting kan skåres.</translation>
    </message>
    <message>
        <source>Left when the viewer was started again.</source>
        <translation>Ble liggende da programmet ble startet på nytt.</translation>
    </message>
    <message>
        <source>The queue could not be saved: %1.</source>
        <translation>Køen kunne ikke lagres: %1.</translation>
    </message>
    <message>
        <source>Another viewer runs the queue: score the slide there, or close that viewer first.</source>
        <translation>En annen visning kjører køen: skår preparatet der, eller lukk den visningen først.</translation>
    </message>
</context>
<context>
    <name>snitt::Screenshot</name>
    <message>
        <source>the view was not complete within a minute</source>
        <translation>visningen ble ikke fullstendig innen ett minutt</translation>
    </message>
    <message>
        <source>the picture could not be saved to %1</source>
        <translation>bildet kunne ikke lagres i %1</translation>
    </message>
</context>
<context>
    <name>snitt::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Innstillinger</translation>
    </message>
    <message>
        <source>Memory and threads hold for slides that are opened from now on, the language for windows that are opened from now on.</source>
        <translation>Minne og tråder gjelder for snitt som åpnes fra nå av, språket for vinduer som åpnes fra nå av.</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Som skrivebordet</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Mørkt</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Lyst</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Språk</translation>
    </message>
    <message>
        <source>Colours of heatmaps</source>
        <translation>Farger i varmekart</translation>
    </message>
    <message>
        <source>Smooth heatmaps between tiles</source>
        <translation>Jevn ut varmekart mellom fliser</translation>
    </message>
    <message>
        <source>Apply a slide&apos;s colour profile</source>
        <translation>Bruk snittets fargeprofil</translation>
    </message>
    <message>
        <source>Turn the wheel the other way round</source>
        <translation>Snu retningen på hjulet</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>Memory for the pictures of one slide</source>
        <translation>Minne til bildene av ett snitt</translation>
    </message>
    <message>
        <source>Cache for a slide</source>
        <translation>Hurtigminne per snitt</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisk</translation>
    </message>
    <message>
        <source>Threads for a slide</source>
        <translation>Tråder per snitt</translation>
    </message>
    <message>
        <source>Each needs about 1 GiB of memory; one alone uses all processors</source>
        <translation>Hvert trenger omtrent 1 GiB minne; ett alene bruker alle prosessorer</translation>
    </message>
    <message>
        <source>Slides scored side by side</source>
        <translation>Snitt som skåres samtidig</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Where several persons use this account: without a key or the mouse for so long, the windows are locked</source>
        <translation>Når flere personer bruker denne kontoen: Vinduene låses når verken tastatur eller mus er brukt på så lenge</translation>
    </message>
    <message>
        <source>Lock a shared account after</source>
        <translation>Lås en delt konto etter</translation>
    </message>
</context>
<context>
    <name>snitt::ShortcutEditor</name>
    <message>
        <source>New shortcut</source>
        <translation>Ny hurtigtast</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>New shortcut for “%1”</source>
        <translation>Ny hurtigtast for «%1»</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>Tildel</translation>
    </message>
    <message>
        <source>Press the new key, or clear the field for none.</source>
        <translation>Trykk den nye tasten, eller tøm feltet for ingen.</translation>
    </message>
    <message>
        <source>“%1” belongs to “%2” and would be taken from it.</source>
        <translation>«%1» tilhører «%2» og blir i så fall tatt derfra.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Overta</translation>
    </message>
    <message>
        <source>“%1” will have no shortcut.</source>
        <translation>«%1» får ingen hurtigtast.</translation>
    </message>
    <message>
        <source>“%1” is free.</source>
        <translation>«%1» er ledig.</translation>
    </message>
</context>
<context>
    <name>snitt::ShortcutHelp</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Hurtigtaster</translation>
    </message>
    <message>
        <source>Search by name or key</source>
        <translation>Søk etter navn eller tast</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Søk i kommandoer</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Kommandoer</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Kommando</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Hurtigtast</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Endre …</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Tilbakestill</translation>
    </message>
    <message>
        <source>Gives this command its default shortcut again</source>
        <translation>Gir kommandoen tilbake standardhurtigtasten</translation>
    </message>
    <message>
        <source>Reset all…</source>
        <translation>Tilbakestill alle …</translation>
    </message>
    <message>
        <source>Gives every command its default shortcut again</source>
        <translation>Gir alle kommandoer tilbake standardhurtigtastene</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Lukk</translation>
    </message>
    <message>
        <source> or </source>
        <translation> eller </translation>
    </message>
    <message>
        <source>none</source>
        <translation>ingen</translation>
    </message>
    <message>
        <source>%1, no shortcut</source>
        <translation>%1, ingen hurtigtast</translation>
    </message>
    <message>
        <source>%1, shortcut %2</source>
        <translation>%1, hurtigtast %2</translation>
    </message>
    <message>
        <source>No command matches “%1”.</source>
        <translation>Ingen kommando passer til «%1».</translation>
    </message>
    <message>
        <source>Give every command its default shortcut again?</source>
        <translation>Vil du gi alle kommandoer tilbake standardhurtigtastene?</translation>
    </message>
    <message>
        <source>The shortcuts that you have changed are lost.</source>
        <translation>Hurtigtastene du har endret, går tapt.</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Tilbakestill alle</translation>
    </message>
</context>
<context>
    <name>snitt::SignDialog</name>
    <message>
        <source>Sign a report</source>
        <translation>Signer en rapport</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Operator: I ran this validation</source>
        <translation>Operatør: Jeg kjørte denne valideringen</translation>
    </message>
    <message>
        <source>Reviewer: I have read the report, and neither locked nor ran it</source>
        <translation>Kontrollør: Jeg har lest rapporten, og har verken låst eller kjørt den</translation>
    </message>
    <message>
        <source>%1, run %2: %3</source>
        <translation>%1, kjøring %2: %3</translation>
    </message>
    <message>
        <source>A signature holds the hash of every file of the report: none can be changed after it unseen.</source>
        <translation>En signatur inneholder hashen til hver fil i rapporten: ingen av dem kan endres usett etterpå.</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Som</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Av</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>Hvem som signerer</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Both signatures stand under this report.</source>
        <translation>Begge signaturene står under denne rapporten.</translation>
    </message>
    <message>
        <source>Type your PIN.</source>
        <translation>Skriv inn PIN-en din.</translation>
    </message>
</context>
<context>
    <name>snitt::SignInSheet</name>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Avslutt</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>&amp;Logg inn</translation>
    </message>
    <message>
        <source>Beginning of the name</source>
        <translation>Begynnelsen av navnet</translation>
    </message>
    <message>
        <source>Person: beginning of the name</source>
        <translation>Person: begynnelsen av navnet</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>Personer</translation>
    </message>
    <message>
        <source>P&amp;erson</source>
        <translation>P&amp;erson</translation>
    </message>
    <message>
        <source>&amp;PIN</source>
        <translation>&amp;PIN</translation>
    </message>
    <message>
        <source>&amp;New PIN</source>
        <translation>&amp;Ny PIN</translation>
    </message>
    <message>
        <source>New PIN a&amp;gain</source>
        <translation>Ny PIN i&amp;gjen</translation>
    </message>
    <message>
        <source>Opening the database…</source>
        <translation>Åpner databasen …</translation>
    </message>
    <message>
        <source>Who works here?</source>
        <translation>Hvem arbeider her?</translation>
    </message>
    <message>
        <source>Several persons use this account. What is open stays open.</source>
        <translation>Flere personer bruker denne kontoen. Det som er åpent, forblir åpent.</translation>
    </message>
    <message>
        <source>An administrator set this PIN: choose another, of at least 6 characters.</source>
        <translation>En administrator har satt denne PIN-en: Velg en annen, på minst 6 tegn.</translation>
    </message>
    <message>
        <source>No person&apos;s name begins like that.</source>
        <translation>Ingen person har et navn som begynner slik.</translation>
    </message>
    <message>
        <source>Choose a person from the list.</source>
        <translation>Velg en person fra listen.</translation>
    </message>
    <message>
        <source>Type the PIN.</source>
        <translation>Skriv inn PIN.</translation>
    </message>
    <message>
        <source>The new PINs differ: type the second one again.</source>
        <translation>De nye PIN-ene er ulike: Skriv inn den andre på nytt.</translation>
    </message>
    <message>
        <source>Looking at the PIN…</source>
        <translation>Kontrollerer PIN …</translation>
    </message>
    <message>
        <source>%1 is locked out until %2 after several wrong PINs. An administrator can set a new one meanwhile.</source>
        <translation>%1 er utestengt til %2 etter flere feil PIN. En administrator kan sette en ny i mellomtiden.</translation>
    </message>
</context>
<context>
    <name>snitt::SlideDocument</name>
    <message>
        <source>What you place here is not kept: the notes of this slide could not be read.</source>
        <translation>Det du plasserer her, blir ikke lagret: Notatene til snittet kunne ikke leses.</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Ikke lagret: %1</translation>
    </message>
    <message>
        <source>This score was made of another slide: nothing of it need lie where the tissue is.</source>
        <translation>Denne skåren er laget fra et annet snitt: Ingenting i den trenger å ligge der vevet er.</translation>
    </message>
    <message>
        <source>Tissue is looked for at a known scale: enter the slide&apos;s µm/px first.</source>
        <translation>Leting etter vev krever kjent målestokk: Oppgi snittets µm/px først.</translation>
    </message>
</context>
<context>
    <name>snitt::SlideNames</name>
    <message>
        <source>Slide %1</source>
        <translation>Snitt %1</translation>
    </message>
</context>
<context>
    <name>snitt::SlidePane</name>
    <message>
        <source>No slide</source>
        <translation>Ingen snitt</translation>
    </message>
    <message>
        <source>Close this slide</source>
        <translation>Lukk dette snittet</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Tegning</translation>
    </message>
</context>
<context>
    <name>snitt::SlideTable</name>
    <message>
        <source>Slide</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Pasient</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Score %1</source>
        <translation>Skår %1</translation>
    </message>
    <message>
        <source>Combined</source>
        <translation>Samlet</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Spredning</translation>
    </message>
    <message>
        <source>Tumour mm²</source>
        <translation>Svulst mm²</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Uleselige</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Enhet</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grunn</translation>
    </message>
    <message>
        <source>Accession</source>
        <translation>Remissenummer</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fil</translation>
    </message>
</context>
<context>
    <name>snitt::SlideView</name>
    <message>
        <source>Slide</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>This slide cannot be shown</source>
        <translation>Snittet kan ikke vises</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Åpner …</translation>
    </message>
</context>
<context>
    <name>snitt::SpreadView</name>
    <message>
        <source>No slide has a spread: that takes two networks or more.</source>
        <translation>Ingen snitt har en spredning: det krever to eller flere nettverk.</translation>
    </message>
    <message>
        <source>Spread of the networks at %1</source>
        <translation>Spredning mellom nettverkene ved %1</translation>
    </message>
    <message numerus="yes">
        <source>Standard deviation against score; %n slide(s)</source>
        <translation>
            <numerusform>Standardavvik mot skår; %n snitt</numerusform>
            <numerusform>Standardavvik mot skår; %n snitt</numerusform>
        </translation>
    </message>
    <message>
        <source>The networks were furthest apart at slide %1: SD %2</source>
        <translation>Nettverkene var lengst fra hverandre på snitt %1: SD %2</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Skår</translation>
    </message>
    <message>
        <source>Slide %1: score %2, SD %3, %4</source>
        <translation>Snitt %1: skår %2, SD %3, %4</translation>
    </message>
    <message>
        <source>Standard deviation of the networks&apos; scores, a point for each slide</source>
        <translation>Standardavvik for nettverkenes skårer, ett punkt for hvert snitt</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>Standardavvik</translation>
    </message>
</context>
<context>
    <name>snitt::StagingForm</name>
    <message>
        <source>For example: pT3</source>
        <translation>For eksempel: pT3</translation>
    </message>
    <message>
        <source>For example: pN1a</source>
        <translation>For eksempel: pN1a</translation>
    </message>
    <message>
        <source>Lymph nodes examined, a whole number</source>
        <translation>Undersøkte lymfeknuter, et helt tall</translation>
    </message>
    <message>
        <source>Of them with tumour, a whole number</source>
        <translation>Av disse med tumor, et helt tall</translation>
    </message>
    <message>
        <source>That is no category: pT1 to pT4b, pTis, pTX.</source>
        <translation>Det er ingen kategori: pT1 til pT4b, pTis, pTX.</translation>
    </message>
    <message>
        <source>That is no category: pN0 to pN2b, pNX.</source>
        <translation>Det er ingen kategori: pN0 til pN2b, pNX.</translation>
    </message>
    <message>
        <source>A whole number is wanted.</source>
        <translation>Skriv inn et helt tall.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nei</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>snitt::StartCard</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Drop a slide here, or open one:</source>
        <translation>Slipp et snitt her, eller åpne ett:</translation>
    </message>
    <message>
        <source>Open a slide…</source>
        <translation>Åpne et snitt …</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Åpne en mappe …</translation>
    </message>
    <message>
        <source>Recent slides</source>
        <translation>Nylige snitt</translation>
    </message>
</context>
<context>
    <name>snitt::StripKey</name>
    <message>
        <source>Key: a dot is a member, the diamond the ensemble&apos;s mean, the line the threshold, the bar the range of the members</source>
        <translation>Tegnforklaring: Et punkt er et medlem, romben ensemblets gjennomsnitt, linjen terskelen, stolpen spennet mellom medlemmene</translation>
    </message>
    <message>
        <source>member</source>
        <translation>medlem</translation>
    </message>
    <message>
        <source>ensemble (mean)</source>
        <translation>ensemble (gjennomsnitt)</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>terskel</translation>
    </message>
    <message>
        <source>range of members</source>
        <translation>spenn mellom medlemmene</translation>
    </message>
</context>
<context>
    <name>snitt::StripPlot</name>
    <message>
        <source>Scores at %1</source>
        <translation>Skårer ved %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Ensemble (mean): %1</source>
        <translation>Ensemble (gjennomsnitt): %1</translation>
    </message>
    <message>
        <source>Class: %1</source>
        <translation>Klasse: %1</translation>
    </message>
    <message>
        <source>not scored</source>
        <translation>ikke skåret</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>threshold %1</source>
        <translation>terskel %1</translation>
    </message>
    <message>
        <source>0 good</source>
        <translation>0 god</translation>
    </message>
    <message>
        <source>poor 1</source>
        <translation>dårlig 1</translation>
    </message>
</context>
<context>
    <name>snitt::StudiesTable</name>
    <message>
        <source>Entry of the register</source>
        <translation>Innføring i registeret</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Dato</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Modellpakke</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Resultat</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>Konklusjon</translation>
    </message>
</context>
<context>
    <name>snitt::StudiesWindow</name>
    <message>
        <source>Validations — Snitt</source>
        <translation>Valideringer — Snitt</translation>
    </message>
    <message>
        <source>Validations</source>
        <translation>Valideringer</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>Drift</translation>
    </message>
    <message>
        <source>New protocol…</source>
        <translation>Ny protokoll …</translation>
    </message>
    <message>
        <source>Write down what a study asks, before it is locked</source>
        <translation>Skriv ned hva en studie spør om, før den låses</translation>
    </message>
    <message>
        <source>Lock…</source>
        <translation>Lås …</translation>
    </message>
    <message>
        <source>Freeze a protocol and all that it names</source>
        <translation>Frys en protokoll og alt den navngir</translation>
    </message>
    <message>
        <source>Run…</source>
        <translation>Kjør …</translation>
    </message>
    <message>
        <source>Make the report of a locked protocol</source>
        <translation>Lag rapporten til en låst protokoll</translation>
    </message>
    <message>
        <source>Register…</source>
        <translation>Register …</translation>
    </message>
    <message>
        <source>Look through another register</source>
        <translation>Se gjennom et annet register</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Søk</translation>
    </message>
    <message>
        <source>Study, bundle, person, conclusion</source>
        <translation>Studie, modellpakke, person, konklusjon</translation>
    </message>
    <message>
        <source>Not assessable</source>
        <translation>Kan ikke vurderes</translation>
    </message>
    <message>
        <source>Register begun on %1</source>
        <translation>Registeret ble opprettet %1</translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s)</source>
        <translation>
            <numerusform>%n lås</numerusform>
            <numerusform>%n låser</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no register here yet; the first lock makes it</source>
        <translation>Det er ikke noe register her ennå; den første låsen lager det</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 av %2</translation>
    </message>
    <message>
        <source>Reading the register…</source>
        <translation>Leser registeret …</translation>
    </message>
    <message>
        <source>The register cannot be read</source>
        <translation>Registeret kan ikke leses</translation>
    </message>
    <message>
        <source>No validations yet</source>
        <translation>Ingen valideringer ennå</translation>
    </message>
    <message>
        <source>A validation begins with a protocol: it says what the study asks and what it must show. Write one, lock it before anybody looks at the outcomes, score the cohort, and run the report against the lock. Every lock and every run is listed here.</source>
        <translation>En validering begynner med en protokoll: den sier hva studien spør om og hva den må vise. Skriv en, lås den før noen ser på utfallene, skår kohorten, og kjør rapporten mot låsen. Hver lås og hver kjøring står oppført her.</translation>
    </message>
    <message>
        <source>The folder of the report of run %1</source>
        <translation>Mappen med rapporten til kjøring %1</translation>
    </message>
    <message>
        <source>The system has no program that opens %1.</source>
        <translation>Systemet har ikke noe program som åpner %1.</translation>
    </message>
    <message>
        <source>Look through a register of validations</source>
        <translation>Se gjennom et register over valideringer</translation>
    </message>
    <message>
        <source>Registers (*.jsonl);;All files (*)</source>
        <translation>Registre (*.jsonl);;Alle filer (*)</translation>
    </message>
    <message>
        <source>The run was stopped. The register holds it, without a conclusion.</source>
        <translation>Kjøringen ble stoppet. Den står i registeret, uten konklusjon.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Stoppet.</translation>
    </message>
    <message>
        <source>%1 is locked.</source>
        <translation>%1 er låst.</translation>
    </message>
    <message>
        <source>The report is signed.</source>
        <translation>Rapporten er signert.</translation>
    </message>
</context>
<context>
    <name>snitt::StudiesWindows</name>
    <message>
        <source>A validation is being worked on</source>
        <translation>Det arbeides med en validering</translation>
    </message>
    <message>
        <source>A validation is being worked on. If you close the viewer now, that stops; a run that has begun stays in the register without a conclusion.</source>
        <translation>Det arbeides med en validering. Hvis du lukker visningsprogrammet nå, stopper det; en kjøring som er begynt, blir stående i registeret uten konklusjon.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Stopp og lukk</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsett</translation>
    </message>
</context>
<context>
    <name>snitt::StudyDetails</name>
    <message>
        <source>Criteria</source>
        <translation>Kriterier</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Resultat</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Signaturer</translation>
    </message>
    <message>
        <source>Runs of this lock</source>
        <translation>Kjøringer av denne låsen</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Dato</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>What was locked</source>
        <translation>Hva som ble låst</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Åpne rapporten</translation>
    </message>
    <message>
        <source>The report as PDF, in the system&apos;s own program</source>
        <translation>Rapporten som PDF, i systemets eget program</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Åpne i nettleser</translation>
    </message>
    <message>
        <source>The same report as a page of the browser</source>
        <translation>Den samme rapporten som en side i nettleseren</translation>
    </message>
    <message>
        <source>Open annex</source>
        <translation>Åpne vedlegget</translation>
    </message>
    <message>
        <source>Rows of patients; they must not leave the site</source>
        <translation>Rader om pasienter; de må ikke forlate stedet</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Åpne mappen</translation>
    </message>
    <message>
        <source>The folder of the report</source>
        <translation>Rapportens mappe</translation>
    </message>
    <message>
        <source>Find the report…</source>
        <translation>Finn rapporten …</translation>
    </message>
    <message>
        <source>Say where the report of this run lies</source>
        <translation>Si hvor rapporten til denne kjøringen ligger</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>Signer …</translation>
    </message>
    <message>
        <source>Sign the report with your PIN</source>
        <translation>Signer rapporten med PIN-en din</translation>
    </message>
    <message>
        <source>Run…</source>
        <translation>Kjør …</translation>
    </message>
    <message>
        <source>Make a report of this lock on a scored cohort</source>
        <translation>Lag en rapport av denne låsen på en skåret kohort</translation>
    </message>
    <message>
        <source>Lock again…</source>
        <translation>Lås på nytt …</translation>
    </message>
    <message>
        <source>Freeze the protocol as it is now; the register keeps both locks</source>
        <translation>Frys protokollen slik den er nå; registeret beholder begge låsene</translation>
    </message>
    <message>
        <source>Changed since the register took the report in: %1.</source>
        <translation>Endret siden rapporten ble ført inn i registeret: %1.</translation>
    </message>
    <message>
        <source>Missing in the folder of the report: %1.</source>
        <translation>Mangler i rapportens mappe: %1.</translation>
    </message>
    <message>
        <source>This program has not been told where the report lies.</source>
        <translation>Programmet har ikke fått vite hvor rapporten ligger.</translation>
    </message>
    <message>
        <source>The report is not where it was.</source>
        <translation>Rapporten er ikke der den var.</translation>
    </message>
    <message>
        <source>The report lies in %1</source>
        <translation>Rapporten ligger i %1</translation>
    </message>
    <message>
        <source>The report is not where it was: %1</source>
        <translation>Rapporten er ikke der den var: %1</translation>
    </message>
    <message>
        <source>%1 (again of %2)</source>
        <translation>%1 (%2 på nytt)</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>ingen ennå</translation>
    </message>
    <message>
        <source>%1: not signed</source>
        <translation>%1: ikke signert</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>There is no report yet that could be signed.</source>
        <translation>Det er ingen rapport ennå som kan signeres.</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>Funnet: %1</translation>
    </message>
    <message>
        <source>No figure.</source>
        <translation>Uten tall.</translation>
    </message>
    <message>
        <source>No figure: %1</source>
        <translation>Uten tall: %1</translation>
    </message>
    <message>
        <source>In the folder of the report, but not of its run: %1.</source>
        <translation>I rapportens mappe, men ikke fra dens kjøring: %1.</translation>
    </message>
    <message numerus="yes">
        <source>In the folder of the report, but not of its run: %n file(s).</source>
        <translation>
            <numerusform>I rapportens mappe, men ikke fra dens kjøring: %n fil.</numerusform>
            <numerusform>I rapportens mappe, men ikke fra dens kjøring: %n filer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::StudyWork</name>
    <message>
        <source>The program snitt is missing beside the viewer: nothing can be locked, run or signed.</source>
        <translation>Programmet snitt mangler ved siden av visningsprogrammet: ingenting kan låses, kjøres eller signeres.</translation>
    </message>
    <message>
        <source>Something is being done already; wait for its end, or cancel it.</source>
        <translation>Noe pågår allerede; vent til det er ferdig, eller avbryt det.</translation>
    </message>
</context>
<context>
    <name>snitt::TileButton</name>
    <message>
        <source>%1; opens the tile on the slide</source>
        <translation>%1; åpner flisen i snittet</translation>
    </message>
    <message>
        <source>%1, %2
Click or Enter: go to the tile</source>
        <translation>%1, %2
Klikk eller Enter: gå til flisen</translation>
    </message>
    <message>
        <source>%1, could not be read</source>
        <translation>%1, kunne ikke leses</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Ikke noe bilde</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Uleselig</translation>
    </message>
</context>
<context>
    <name>snitt::TileGallery</name>
    <message>
        <source>A score here is a tile&apos;s contribution to this model&apos;s score, not a diagnosis.</source>
        <translation>En skår her er flisens bidrag til denne modellens skår, ikke en diagnose.</translation>
    </message>
    <message>
        <source>No tile was scored.</source>
        <translation>Ingen flis ble skåret.</translation>
    </message>
    <message>
        <source>The tiles&apos; scores were not kept with this score.</source>
        <translation>Flisenes skårer ble ikke lagret med denne skåren.</translation>
    </message>
    <message>
        <source>No tile has a score.</source>
        <translation>Ingen flis har skår.</translation>
    </message>
    <message>
        <source>%1, count most (highest score)</source>
        <translation>%1, teller mest (høyest skår)</translation>
    </message>
    <message>
        <source>%1, count least (lowest score)</source>
        <translation>%1, teller minst (lavest skår)</translation>
    </message>
    <message>
        <source>Tile %1 of %2 with highest score, %3</source>
        <translation>Flis %1 av %2 med høyest skår, %3</translation>
    </message>
    <message>
        <source>Tile %1 of %2 with lowest score, %3</source>
        <translation>Flis %1 av %2 med lavest skår, %3</translation>
    </message>
</context>
<context>
    <name>snitt::UnmatchedQueue</name>
    <message>
        <source>Slides that wait to be given to a case</source>
        <translation>Snitt som venter på å bli knyttet til en sak</translation>
    </message>
    <message>
        <source>Search the case of this slide</source>
        <translation>Søk etter saken til dette snittet</translation>
    </message>
    <message>
        <source>Accession, or the patient&apos;s name or number</source>
        <translation>Remissenummer, eller pasientens navn eller nummer</translation>
    </message>
    <message>
        <source>Cases that match</source>
        <translation>Saker som passer</translation>
    </message>
    <message>
        <source>Specimen</source>
        <translation>Preparat</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blokk</translation>
    </message>
    <message>
        <source>Slide</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Stain</source>
        <translation>Farging</translation>
    </message>
    <message>
        <source>Link to this case (Return)</source>
        <translation>Knytt til denne saken (Return)</translation>
    </message>
    <message>
        <source>Dismiss…</source>
        <translation>Avvis …</translation>
    </message>
    <message>
        <source>Take the slide out of the queue without a case, with a reason</source>
        <translation>Ta snittet ut av køen uten sak, med en begrunnelse</translation>
    </message>
    <message>
        <source>Which case?</source>
        <translation>Hvilken sak?</translation>
    </message>
    <message>
        <source>Which slide of it?</source>
        <translation>Hvilket snitt i saken?</translation>
    </message>
    <message>
        <source>Opening the database…</source>
        <translation>Åpner databasen …</translation>
    </message>
    <message>
        <source>There is no database of cases yet</source>
        <translation>Det finnes ingen saksdatabase ennå</translation>
    </message>
    <message>
        <source>These slides are not shown to you</source>
        <translation>Disse snittene vises ikke for deg</translation>
    </message>
    <message>
        <source>The queue cannot be read</source>
        <translation>Køen kan ikke leses</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Prøv igjen</translation>
    </message>
    <message>
        <source>Every slide has its case</source>
        <translation>Alle snitt har en sak</translation>
    </message>
    <message>
        <source>Slides that no barcode, file name or list gives to one case without doubt wait here.</source>
        <translation>Her venter snitt som verken strekkode, filnavn eller liste knytter entydig til én sak.</translation>
    </message>
    <message>
        <source>%1, found %2 in %3</source>
        <translation>%1, funnet %2 i %3</translation>
    </message>
    <message>
        <source>The sources name no case, or different ones: look at the label.</source>
        <translation>Kildene oppgir ingen sak, eller ulike saker: Se på etiketten.</translation>
    </message>
    <message>
        <source>No case matches.</source>
        <translation>Ingen sak passer.</translation>
    </message>
    <message>
        <source>The slide belongs to %1 now.</source>
        <translation>Snittet hører nå til %1.</translation>
    </message>
    <message>
        <source>Dismiss this slide</source>
        <translation>Avvis dette snittet</translation>
    </message>
    <message>
        <source>Why does it belong to no case? Patients&apos; names do not belong here.</source>
        <translation>Hvorfor hører det ikke til noen sak? Pasientnavn skal ikke stå her.</translation>
    </message>
    <message>
        <source>A slide is dismissed only with a reason.</source>
        <translation>Et snitt kan bare avvises med en begrunnelse.</translation>
    </message>
    <message>
        <source>Choose it</source>
        <translation>Velg den</translation>
    </message>
    <message>
        <source>New case from this slide…</source>
        <translation>Ny sak for dette snittet…</translation>
    </message>
    <message>
        <source>Make a case that no list or message of the laboratory names, and link this slide to it</source>
        <translation>Opprett en sak som ingen liste eller melding fra laboratoriet nevner, og knytt snittet til den</translation>
    </message>
</context>
<context>
    <name>snitt::ValueLayer</name>
    <message>
        <source>unreadable</source>
        <translation>uleselig</translation>
    </message>
</context>
<context>
    <name>snitt::VerdictChip</name>
    <message>
        <source>Verdict: %1</source>
        <translation>Resultat: %1</translation>
    </message>
</context>
<context>
    <name>snitt::ViewerProgram</name>
    <message>
        <source>No case is shown: this account has no folder for data.</source>
        <translation>Ingen sak vises: Denne kontoen har ingen mappe for data.</translation>
    </message>
</context>
<context>
    <name>snitt::ViewerSettings</name>
    <message>
        <source>settings are not kept: this account has no folder for them; set XDG_CONFIG_HOME or HOME</source>
        <translation>innstillingene blir ikke lagret: kontoen har ingen mappe til dem; sett XDG_CONFIG_HOME eller HOME</translation>
    </message>
    <message>
        <source>settings are not kept: %1 cannot be written</source>
        <translation>innstillingene blir ikke lagret: det kan ikke skrives til %1</translation>
    </message>
    <message>
        <source>paths are not kept</source>
        <translation>stier lagres ikke</translation>
    </message>
</context>
<context>
    <name>snitt::WaitingView</name>
    <message>
        <source>The laboratory changed this case (%1, %2). It waits for your answer:</source>
        <translation>Laboratoriet har endret denne saken (%1, %2). Endringen venter på svar fra deg:</translation>
    </message>
    <message>
        <source>What it changes may not be shown to you.</source>
        <translation>Hva som endres, kan ikke vises for deg.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Godta</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Avslå</translation>
    </message>
</context>
<context>
    <name>snitt::WorkBar</name>
    <message>
        <source>Cancel</source>
        <translation>Avbryt</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Hvor langt det er kommet</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 igjen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Stopper …</translation>
    </message>
    <message>
        <source>The protocol is being locked…</source>
        <translation>Protokollen låses …</translation>
    </message>
    <message>
        <source>Slides are compared with those of the training…</source>
        <translation>Snittene sammenlignes med dem fra treningen …</translation>
    </message>
    <message>
        <source>The report is being made…</source>
        <translation>Rapporten lages …</translation>
    </message>
    <message>
        <source>The report is being signed…</source>
        <translation>Rapporten signeres …</translation>
    </message>
    <message>
        <source>Drift is being looked for…</source>
        <translation>Ser etter drift …</translation>
    </message>
    <message>
        <source>Outlines are compared with those of the slide list…</source>
        <translation>Omrissene sammenlignes med dem i snittlisten …</translation>
    </message>
</context>
<context>
    <name>snitt::WorklistModel</name>
    <message>
        <source>pending</source>
        <translation>foreløpig</translation>
    </message>
    <message>
        <source>Order number %1. The laboratory has not told the accession number yet.</source>
        <translation>Rekvisisjonsnummer %1. Laboratoriet har ikke oppgitt remissenummeret ennå.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 fra %2</translation>
    </message>
    <message>
        <source>%1 of %2 slides are found, %3 confirmed as primary tumour</source>
        <translation>%1 av %2 snitt er funnet, %3 bekreftet som primærtumor</translation>
    </message>
    <message>
        <source>%1 slides have no image yet, or its file is not where it was</source>
        <translation>%1 snitt har ikke noe bilde ennå, eller filen ligger ikke der den lå</translation>
    </message>
    <message>
        <source>Scored by a bundle whose class says nothing of a patient</source>
        <translation>Skåret med en modellpakke som gir en klasse som ikke sier noe om en pasient</translation>
    </message>
    <message>
        <source>It is not known when the case was received</source>
        <translation>Det er ukjent når saken ble mottatt</translation>
    </message>
    <message>
        <source>Received %1</source>
        <translation>Mottatt %1</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>%1, accession pending</source>
        <translation>%1, venter på remissenummer</translation>
    </message>
    <message>
        <source>Sort by this column</source>
        <translation>Sorter etter denne kolonnen</translation>
    </message>
    <message>
        <source>Not to be sorted by</source>
        <translation>Kan ikke sorteres etter</translation>
    </message>
    <message>
        <source>Accession</source>
        <translation>Remissenummer</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Sted</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Pasient</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Født</translation>
    </message>
    <message>
        <source>Specimens</source>
        <translation>Preparater</translation>
    </message>
    <message>
        <source>Slides</source>
        <translation>Snitt</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Mangler</translation>
    </message>
    <message>
        <source>AI status</source>
        <translation>KI-status</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Saksalder</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioritet</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flagg</translation>
    </message>
</context>
<context>
    <name>snitt::WorklistPage</name>
    <message>
        <source>Cases</source>
        <translation>Saker</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>Ingen er logget inn</translation>
    </message>
    <message>
        <source>Cases are shown to whoever has signed in.</source>
        <translation>Saker vises for den som er logget inn.</translation>
    </message>
    <message>
        <source>Reading the worklist…</source>
        <translation>Leser arbeidslisten …</translation>
    </message>
    <message>
        <source>Opening the database…</source>
        <translation>Åpner databasen …</translation>
    </message>
    <message>
        <source>There is no database of cases yet</source>
        <translation>Det finnes ingen saksdatabase ennå</translation>
    </message>
    <message>
        <source>Cases, patients and scores are kept in a database on this computer. Whoever makes it becomes its administrator. On the command line: snitt db create</source>
        <translation>Saker, pasienter og skårer lagres i en database på denne maskinen. Den som oppretter databasen, blir administrator for den. På kommandolinjen: snitt db create</translation>
    </message>
    <message>
        <source>Make the database</source>
        <translation>Opprett databasen</translation>
    </message>
    <message>
        <source>The database of cases cannot be opened</source>
        <translation>Saksdatabasen kan ikke åpnes</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Prøv igjen</translation>
    </message>
    <message>
        <source>The worklist cannot be read</source>
        <translation>Arbeidslisten kan ikke leses</translation>
    </message>
    <message>
        <source>No case matches</source>
        <translation>Ingen sak passer</translation>
    </message>
    <message>
        <source>Accession numbers, specimens and slides are found by how their words begin, patients&apos; names and numbers by whole words.</source>
        <translation>Remissenumre, preparater og snitt finnes ut fra begynnelsen av ord, pasienters navn og numre ut fra hele ord.</translation>
    </message>
    <message>
        <source>Accession numbers, specimens and slides are found by how their words begin.</source>
        <translation>Remissenumre, preparater og snitt finnes ut fra begynnelsen av ord.</translation>
    </message>
    <message>
        <source>Show all open cases</source>
        <translation>Vis alle åpne saker</translation>
    </message>
    <message>
        <source>No case is open</source>
        <translation>Ingen saker er åpne</translation>
    </message>
    <message>
        <source>Cases come from the laboratory: snitt worklist import FILE takes its lists and messages, snitt watch takes them as they arrive.</source>
        <translation>Saker kommer fra laboratoriet: snitt worklist import FILE leser inn lister og meldinger, snitt watch leser dem inn etter hvert som de kommer.</translation>
    </message>
    <message>
        <source>1 case</source>
        <translation>1 sak</translation>
    </message>
    <message>
        <source>%1 cases</source>
        <translation>%1 saker</translation>
    </message>
</context>
</TS>
