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
</TS>
