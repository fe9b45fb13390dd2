#include <algorithm>

#include <fmt/format.h>

#include "core/validation/canonical_p.h"
#include "core/validation/lock.h"
#include "core/validation/protocol_changes.h"

namespace snitt::validation {
namespace {

using Clauses = std::vector<std::string>;

std::string hashes(const std::string& locked, const std::string& now) {
  return fmt::format("(SHA-256 {} locked, {} now)", shortHash(locked), shortHash(now));
}

void compareFile(const std::string& what, const FrozenFile& locked, const FrozenFile& now, Clauses& into) {
  if (locked.sha256 == now.sha256) return;
  into.push_back(fmt::format("the {} {} was changed {}", what, now.file, hashes(locked.sha256, now.sha256)));
}

void compareBundle(const FrozenBundle& locked, const FrozenBundle& now, Clauses& into) {
  if (locked == now) return;
  into.push_back(fmt::format("the bundle was changed ({} {}, {}, SHA-256 {} locked; {} {}, {}, SHA-256 {} now)",
                             locked.id, locked.version, locked.status, shortHash(locked.sha256), now.id, now.version,
                             now.status, shortHash(now.sha256)));
}

// "OpenSlide 4.0.0": up to the last blank it is the library's name.
std::string libraryOf(const std::string& line) { return line.substr(0, line.rfind(' ')); }

void compareLibraries(const std::vector<std::string>& locked, const std::vector<std::string>& now, Clauses& into) {
  for (const std::string& one : locked) {
    if (std::ranges::find(now, one) != now.end()) continue;
    const auto other = std::ranges::find(now, libraryOf(one), libraryOf);
    into.push_back(other == now.end()
                       ? fmt::format("the program reads without {} now", one)
                       : fmt::format("the program's libraries were changed ({} locked, {} now)", one, *other));
  }
  for (const std::string& one : now)
    if (std::ranges::find(locked, libraryOf(one), libraryOf) == locked.end())
      into.push_back(fmt::format("the program's libraries were changed ({} now, none locked)", one));
}

void compareProgram(const FrozenProgram& locked, const FrozenProgram& now, Clauses& into) {
  if (locked.version != now.version)
    into.push_back(fmt::format("the program was changed ({} locked, {} now)", locked.version, now.version));
  else if (locked.sha256 != now.sha256)
    into.push_back(fmt::format("the program's file was changed {}", hashes(locked.sha256, now.sha256)));
  compareLibraries(locked.engine, now.engine, into);
  compareLibraries(locked.readers, now.readers, into);
}

void compareRepeats(const std::vector<FrozenRepeat>& locked, const std::vector<FrozenRepeat>& now, Clauses& into) {
  // Those that came or went are changes of the protocol's keys.
  for (const FrozenRepeat& one : locked) {
    const auto other = std::ranges::find(now, one.name, &FrozenRepeat::name);
    if (other != now.end()) compareFile("list of the repeat " + one.name + ",", one.list, other->list, into);
  }
}

std::string kindOf(const std::string& device) { return device.substr(0, device.find(':')); }

}  // namespace

Clauses differences(const FrozenPath& locked, const FrozenPath& now) {
  Clauses clauses;
  const auto compare = [&clauses](std::string_view what, const std::string& there, const std::string& here) {
    if (there != here) clauses.push_back(fmt::format("{} was changed ({} locked, {} now)", what, there, here));
  };
  compare("the device", kindOf(locked.device), kindOf(now.device));
  compare("the precision", locked.precision, now.precision);
  if (locked.kernels != now.kernels)
    clauses.push_back(fmt::format("the kernels were changed ({} locked, {} now)", locked.kernels, now.kernels));
  return clauses;
}

Clauses differences(const Frozen& locked, const Frozen& now) {
  Clauses clauses = protocolChanges(locked.protocol, now.protocol);
  compareBundle(locked.bundle, now.bundle, clauses);
  compareFile("slide list", locked.list, now.list, clauses);
  compareFile("outcomes file", locked.outcomes, now.outcomes, clauses);
  compareRepeats(locked.repeats, now.repeats, clauses);
  compareProgram(locked.program, now.program, clauses);
  const Clauses ofPath = differences(locked.path, now.path);
  clauses.insert(clauses.end(), ofPath.begin(), ofPath.end());
  return clauses;
}

std::string listed(const std::vector<std::string>& clauses) { return fmt::format("{}", fmt::join(clauses, "; ")); }

}  // namespace snitt::validation
