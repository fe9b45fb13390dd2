<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nb_NO" sourcelanguage="en">
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
    <name>Legend</name>
    <message>
        <source>Shown from %1 up; hidden tiles count as before</source>
        <translation>Vist fra %1 og opp; skjulte fliser teller som før</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>Frame %1</source>
        <translation>Feltramme %1</translation>
    </message>
    <message>
        <source>Ruler %1</source>
        <translation>Linjal %1</translation>
    </message>
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
        <source>Marks</source>
        <translation>Markeringer</translation>
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
        <source>Label and macro</source>
        <translation>Etikett og makrobilde</translation>
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
        <source>P</source>
        <translation>P</translation>
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
        <source>&amp;Move</source>
        <translation>&amp;Flytt</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>&amp;Select marks</source>
        <translation>&amp;Velg markeringer</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>&amp;Ruler</source>
        <translation>&amp;Linjal</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
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
        <source>Shift+F</source>
        <translation>Shift+F</translation>
    </message>
    <message>
        <source>Field frame 2 mm²</source>
        <translation>Feltramme 2 mm²</translation>
    </message>
    <message>
        <source>Ctrl+Shift+F</source>
        <translation>Ctrl+Shift+F</translation>
    </message>
    <message>
        <source>Add &amp;viewpoint</source>
        <translation>Legg til &amp;utsnitt</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
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
        <source>&amp;Marks</source>
        <translation>&amp;Markeringer</translation>
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
        <source>Save the list of marks</source>
        <translation>Lagre listen over markeringer</translation>
    </message>
    <message>
        <source>marks.csv</source>
        <translation>markeringer.csv</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>The score is shown once its model card has been read: open it again.</source>
        <translation>Skåren vises når modellkortet er lest: Åpne den på nytt.</translation>
    </message>
</context>
<context>
    <name>snitt::MarkTool</name>
    <message>
        <source>A field frame needs the scale of the slide, which is not known; enter it first</source>
        <translation>En feltramme krever snittets målestokk, som ikke er kjent; oppgi den først</translation>
    </message>
    <message>
        <source>The area of a field frame must be above 0 mm²</source>
        <translation>Arealet av en feltramme må være over 0 mm²</translation>
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
        <source>Viewpoints, field frames and rulers</source>
        <translation>Utsnitt, feltrammer og linjaler</translation>
    </message>
    <message>
        <source>Nothing is kept for this slide yet.

Add a viewpoint, place a field frame or measure a length.</source>
        <translation>Ingenting er tatt vare på for dette snittet ennå.

Legg til et utsnitt, plasser en feltramme eller mål en lengde.</translation>
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
        <source>Field frames</source>
        <translation>Feltrammer</translation>
    </message>
    <message>
        <source>Rulers</source>
        <translation>Linjaler</translation>
    </message>
    <message>
        <source>note · %1</source>
        <translation>notat · %1</translation>
    </message>
    <message>
        <source>Shown once the scale of the slide is known</source>
        <translation>Vises når snittets målestokk er kjent</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 av %2</translation>
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
    <name>snitt::NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>Lukk denne meldingen</translation>
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
    <name>snitt::ScorePanel</name>
    <message>
        <source>Score</source>
        <translation>Skår</translation>
    </message>
    <message>
        <source>No score. Open a folder that snitt score wrote.</source>
        <translation>Ingen skår. Åpne en mappe som «snitt score» har skrevet.</translation>
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
    <name>snitt::SlidePane</name>
    <message>
        <source>No slide</source>
        <translation>Ingen snitt</translation>
    </message>
    <message>
        <source>Close this slide</source>
        <translation>Lukk dette snittet</translation>
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
    <name>snitt::ValueLayer</name>
    <message>
        <source>unreadable</source>
        <translation>uleselig</translation>
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
</context>
</TS>
