#include "core/qualification/qualification.h"

#include <fmt/format.h>

namespace snitt {
namespace {

void addUnreadable(const std::vector<QualifiedFile>& files, std::vector<std::string>& into) {
  for (const QualifiedFile& file : files)
    if (!file.problem.empty()) into.push_back(fmt::format("{} could not be read: {}", file.name, file.problem));
}

}  // namespace

std::vector<std::string> Qualification::objections() const {
  std::vector<std::string> all;
  if (!bundle.problem.empty())
    all.push_back(bundle.problem);
  else if (!golden.passes())
    all.push_back(golden.sentence());
  if (!databaseUsable) all.push_back(database);
  for (const QualifiedFolder& folder : folders)
    if (!folder.writable) all.push_back(fmt::format("the {} folder {} cannot be written to", folder.use, folder.path));
  addUnreadable(programFiles, all);
  addUnreadable(bundle.files, all);
  return all;
}

std::string Qualification::verdict() const {
  if (!qualified()) return fmt::format("Not qualified: {}.", fmt::join(objections(), "; "));
  // Golden scores travel with the bundle: who made it is for its signature to say.
  return fmt::format("Qualified: with the bundle “{}” {} ({}), {}.", bundle.name, bundle.version, bundle.signature,
                     golden.sentence());
}

}  // namespace snitt
