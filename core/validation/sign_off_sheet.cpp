#include <algorithm>

#include <fmt/format.h>

#include "core/document/columns.h"
#include "core/validation/sign_off.h"

namespace snitt::validation {
namespace {

using document::Table;
using document::textColumn;

Table signatureTable(const std::vector<Signature>& signatures) {
  Table table;
  table.id = "signatures";
  table.columns = {textColumn("role", "Role"), textColumn("name", "Name"), textColumn("account", "Account"),
                   textColumn("at", "Time (UTC)"), textColumn("hash", "SHA-256 of the signature")};
  for (const Signature& one : signatures)
    table.rows.push_back({std::string(toText(one.role)), one.by.name, one.by.account, one.at, one.hash});
  return table;
}

Table fileTable(const ReportFiles& files) {
  Table table;
  table.id = "signed-files";
  table.columns = {textColumn("file", "File"), textColumn("sha256", "SHA-256")};
  for (const auto& [name, hash] : files) table.rows.push_back({name, hash});
  table.note = "Each file of the report as all signatures cover it; sha256sum prints the same digits.";
  return table;
}

std::string sentenceOf(const std::vector<Signature>& signatures) {
  const auto signedAs = [&](SignRole role) {
    return std::ranges::find(signatures, role, &Signature::role) != signatures.end();
  };
  if (signedAs(SignRole::runner) && signedAs(SignRole::reviewer))
    return "Signed by the operator and by an independent reviewer.";
  if (signedAs(SignRole::reviewer)) return "Signed by the reviewer alone; the operator's signature is missing.";
  if (signedAs(SignRole::runner)) return "Signed by the operator alone; the reviewer's signature is missing.";
  return "Not signed.";
}

}  // namespace

document::Document signOffDocument(const SignableReport& report) {
  document::Document sheet;
  sheet.format = "snitt-sign-off/1";
  sheet.title = "Sign-off of a validation report";
  sheet.study = report.lock.study;
  sheet.hash = report.lock.hash;
  sheet.date = report.signatures.empty() ? report.run.at : report.signatures.back().at;
  sheet.mark = "Research use only";
  // A signature says that this was found, not that it was good.
  if (!report.notRegistered.empty())
    sheet.notices.push_back("The register of validations cannot vouch for this report: " + report.notRegistered);
  sheet.conclusion = report.result.conclusion;
  sheet.verdict = report.result.verdict;
  document::Facts facts;
  facts.facts = {
      {"Signatures", sentenceOf(report.signatures)},
      {"Study", report.lock.study},
      {"Protocol locked", fmt::format("{} by {}", report.lock.at, report.lock.by.inWords())},
      {"Lock", report.lock.hash},
      {"Run", fmt::format("{} by {}", report.run.at, report.run.by.inWords())},
      {"Register", report.notRegistered.empty() ? fmt::format("{}, entry {}: every file is as it was entered then",
                                                              report.run.registerId, report.run.number)
                                                : "cannot vouch for this report: " + report.notRegistered}};
  sheet.front.emplace_back(std::move(facts));
  document::Section signatures{"signatures", "Signatures", sentenceOf(report.signatures), {}, {}, {}};
  signatures.blocks.emplace_back(signatureTable(report.signatures));
  signatures.criteria = report.result.criteria;
  for (document::Criterion& one : signatures.criteria) one.sectionId = signatures.id;
  document::Section files{"files", "What was signed", {}, {}, {}, {}};
  files.sentence = fmt::format("The signatures cover {} files; a change to one of them breaks every signature.",
                               report.files.size());
  files.blocks.emplace_back(fileTable(report.files));
  files.noCriterion = "A file is no criterion.";
  sheet.sections = {std::move(signatures), std::move(files)};
  return sheet;
}

}  // namespace snitt::validation
