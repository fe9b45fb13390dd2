<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="nb_NO" sourcelanguage="en">
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
</TS>
