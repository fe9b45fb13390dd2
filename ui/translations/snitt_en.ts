<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>snitt::BackupWatch</name>
    <message numerus="yes">
        <source>The last good backup of the case database is %n day(s) old (%1).</source>
        <translation>
            <numerusform>The last good backup of the case database is %n day old (%1).</numerusform>
            <numerusform>The last good backup of the case database is %n days old (%1).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::CohortCharts</name>
    <message numerus="yes">
        <source>%n patient(s) wait for their slides</source>
        <translation>
            <numerusform>%n patient waits for its slides</numerusform>
            <numerusform>%n patients wait for their slides</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slide(s); a click lists them</source>
        <translation>
            <numerusform>%n slide; a click lists it</numerusform>
            <numerusform>%n slides; a click lists them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::CohortHeader</name>
    <message numerus="yes">
        <source>%n patient(s)</source>
        <translation>
            <numerusform>%n patient</numerusform>
            <numerusform>%n patients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slide(s)</source>
        <translation>
            <numerusform>%n slide</numerusform>
            <numerusform>%n slides</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n slide(s) done</source>
        <translation>
            <numerusform>%1 of %n slide done</numerusform>
            <numerusform>%1 of %n slides done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::CohortWindow</name>
    <message numerus="yes">
        <source>Charts of the %n patient(s) that are listed</source>
        <translation>
            <numerusform>Charts of the %n patient that is listed</numerusform>
            <numerusform>Charts of the %n patients that are listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::CriteriaEditor</name>
    <message numerus="yes">
        <source>%n criterion/criteria of repeated readings are kept as the file has them.</source>
        <translation>
            <numerusform>%n criterion of repeated readings is kept as the file has it.</numerusform>
            <numerusform>%n criteria of repeated readings are kept as the file has them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::FilmStrip</name>
    <message numerus="yes">
        <source>%n slide(s) of one folder</source>
        <translation>
            <numerusform>%n slide of one folder</numerusform>
            <numerusform>%n slides of one folder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::HistogramView</name>
    <message numerus="yes">
        <source>%n patient(s) with a score</source>
        <translation>
            <numerusform>%n patient with a score</numerusform>
            <numerusform>%n patients with a score</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2: %n patient(s)</source>
        <translation>
            <numerusform>%1 to %2: %n patient</numerusform>
            <numerusform>%1 to %2: %n patients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::MainWindow</name>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… and %n more</numerusform>
            <numerusform>… and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) imported from %1.</source>
        <translation>
            <numerusform>%n annotation imported from %1.</numerusform>
            <numerusform>%n annotations imported from %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were here already.</source>
        <translation>
            <numerusform>%n was here already.</numerusform>
            <numerusform>%n were here already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them differ from what is here under the same id, and lie beside it.</source>
        <translation>
            <numerusform>%n of them differs from what is here under the same id, and lies beside it.</numerusform>
            <numerusform>%n of them differ from what is here under the same id, and lie beside it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) exported to %1.</source>
        <translation>
            <numerusform>%n annotation exported to %1.</numerusform>
            <numerusform>%n annotations exported to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n area(s) drawn by %1</source>
        <translation>
            <numerusform>%n area drawn by %1</numerusform>
            <numerusform>%n areas drawn by %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::ProtocolForm</name>
    <message numerus="yes">
        <source>%n rule(s) of who belongs to the cohort</source>
        <translation>
            <numerusform>%n rule of who belongs to the cohort</numerusform>
            <numerusform>%n rules of who belongs to the cohort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n repeated cohort(s)</source>
        <translation>
            <numerusform>%n repeated cohort</numerusform>
            <numerusform>%n repeated cohorts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::RunCohortDialog</name>
    <message numerus="yes">
        <source>%n slide(s) to score</source>
        <translation>
            <numerusform>%n slide to score</numerusform>
            <numerusform>%n slides to score</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::SpreadView</name>
    <message numerus="yes">
        <source>Standard deviation against score; %n slide(s)</source>
        <translation>
            <numerusform>Standard deviation against score; %n slide</numerusform>
            <numerusform>Standard deviation against score; %n slides</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::StudiesWindow</name>
    <message numerus="yes">
        <source>%n lock(s)</source>
        <translation>
            <numerusform>%n lock</numerusform>
            <numerusform>%n locks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>snitt::StudyDetails</name>
    <message numerus="yes">
        <source>In the folder of the report, but not of its run: %n file(s).</source>
        <translation>
            <numerusform>In the folder of the report, but not of its run: %n file.</numerusform>
            <numerusform>In the folder of the report, but not of its run: %n files.</numerusform>
        </translation>
    </message>
</context>
</TS>
