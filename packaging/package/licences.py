"""The licences of everything in a package as one text: a file a licence would cost inodes, which clusters count."""
import re
import subprocess
from pathlib import Path

COMMON = Path("/usr/share/common-licenses")


def query(*command):
    """What is known; dpkg-query fails where a part of it is not."""
    return subprocess.run([str(part) for part in command], capture_output=True, text=True).stdout


def owners_of(files):
    """The Debian package of each file that has one; on merged systems it may be known with or without /usr."""
    places = {}
    for file in files:
        for path in (file, file.resolve()):
            bare = Path("/", *path.parts[2:]) if path.parts[1] == "usr" else path
            places.update({bare: file, Path("/usr", *bare.parts[1:]): file})
    owners = {}
    for line in query("dpkg-query", "-S", *places).splitlines():
        owner, _, place = line.partition(": ")
        owners[places[Path(place)]] = owner.split(":")[0]
    return owners


def wheel_of(file):
    """The folder of a wheel's facts (torch-2.13.0.dist-info) for a file of its."""
    for site in file.parents:
        if site.name == "site-packages":
            listed = file.relative_to(site).as_posix() + ","
            for record in sorted(site.glob("*.dist-info/RECORD")):
                if any(line.startswith(listed) for line in record.read_text().splitlines()):
                    return record.parent
    return None


def of_package(name):
    version, source = query("dpkg-query", "-W", "-f", "${Version}\n${source:Package} ${source:Version}", name).split("\n")
    text = Path("/usr/share/doc", name, "copyright").read_text(errors="replace")
    return f"{name} {version} (Debian package; source: {source})", text


def of_wheel(facts):
    named = re.compile("LICEN|COPYING|NOTICE|opyright|DOMAIN|README")
    files = sorted(path for path in facts.rglob("*") if path.is_file() and named.search(path.name))
    text = "\n".join(f"--- {path.relative_to(facts)}\n{path.read_text(errors='replace')}" for path in files)
    return facts.name.removesuffix(".dist-info") + " (Python wheel)", text


def all_licences(files, more_packages):
    """`files`: where each file of the package came from; `more_packages`: Debian packages beside those of the files."""
    owners = owners_of(files)
    wheels = {file: wheel_of(file) for file in files if file not in owners}
    for file in (file for file, facts in wheels.items() if facts is None):
        raise SystemExit(f"package: whose {file} is cannot be told, so its licence is not known")
    sections = [of_package(name) for name in sorted({*owners.values(), *more_packages})]
    sections += [of_wheel(facts) for facts in sorted(set(wheels.values()))]
    everything = "".join(text for _, text in sections)
    common = [path for path in sorted(COMMON.iterdir())
              if path.is_file() and f"common-licenses/{path.name}" in everything]
    sections += [(f"{path.name}, which the texts above refer to", path.read_text(errors="replace")) for path in common]
    return sections


def as_text(sections):
    contents = "".join(f"  {title}\n" for title, _ in sections)
    head = ("Snitt itself is under the Apache License 2.0 (LICENSE). The libraries beside it are files of their makers, "
            "each under\nits own licence; some are under the GNU GPL or LGPL. Sources of Debian's packages: "
            "https://snapshot.debian.org.\n\nContents\n")
    body = "".join(f"\n{'=' * 100}\n{title}\n{'=' * 100}\n{text.rstrip()}\n" for title, text in sections)
    return head + contents + body
