// Signatures under a report of a validation, by the operator and by a second person who is independent of them: in
// signatures.json (format snitt-sign-off/1) in the report's folder, chained by hash. Each holds the SHA-256 of every
// file of the report, so that nothing in it can be changed unseen. Who signs proves by PIN who they are (People::sign);
// what is here takes their word. Plain values; files are read and written by one thread at a time.
#pragma once

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/document/document.h"
#include "core/result.h"
#include "core/validation/lock.h"

namespace snitt::validation {

inline constexpr std::string_view kSignaturesFile = "signatures.json";
inline constexpr std::string_view kSignOffSheet = "sign-off.pdf";
inline constexpr std::string_view kSigningLock = ".signing";        // hidden, and so no part of the report
inline constexpr std::string_view kLockCopy = "lock.json";          // the lock, beside the report
inline constexpr std::string_view kProtocolCopy = "protocol.toml";  // likewise
inline constexpr std::string_view kRunFile = "run.json";            // who ran it, and its place in the register

enum class SignRole { runner, reviewer };
[[nodiscard]] std::string_view toText(SignRole role);  // "operator", "reviewer"

// Drafts of papers are there to be filled in: no part of what is registered and signed. `relative`: to the folder.
[[nodiscard]] bool isDraft(const std::filesystem::path& relative);

using ReportFiles = std::map<std::string, std::string>;  // SHA-256 by name, relative to the folder

struct Signature {
  SignRole role = SignRole::runner;
  std::string at;  // ISO 8601, UTC
  Doer by;         // a person of the case database
  std::string lockHash;
  ReportFiles files;
  std::string previous;
  std::string hash;
  bool operator==(const Signature&) const = default;
};

// Who ran the report: run.json (format snitt-validation-run/1) beside it.
struct RunNote {
  std::string at;
  Doer by;
  std::string lockHash;
  std::string registerId;
  std::int64_t number = 0;  // in the register; 0: it was not registered
  bool operator==(const RunNote&) const = default;
};
[[nodiscard]] std::string formatRunNote(const RunNote& note);
[[nodiscard]] Result<RunNote> parseRunNote(std::string_view json);

[[nodiscard]] std::string formatSignatures(const std::vector<Signature>& signatures);
// Refused: the chain does not hold. Corrupt; unsupported.
[[nodiscard]] Result<std::vector<Signature>> parseSignatures(std::string_view json);

// The names of all files in a report's folder, relative to it and sorted, but for those of the signing itself,
// drafts and hidden ones.
[[nodiscard]] Result<std::vector<std::string>> reportFileNames(const std::filesystem::path& folder);

// The same with their hashes. NotFound where report.pdf, report.html,
// results.json, the lock, the protocol or the run's note is missing.
[[nodiscard]] Result<ReportFiles> reportFiles(const std::filesystem::path& folder, const std::stop_token& stop = {});

// What results.json says that the study showed.
struct ReportedResult {
  std::string conclusion;
  document::Verdict verdict = document::Verdict::notAssessable;
  std::vector<document::Criterion> criteria;
};
[[nodiscard]] Result<ReportedResult> parseReportedResult(std::string_view json);

// A report that may be signed: whole, unchanged since it was signed before.
struct SignableReport {
  Lock lock;
  ReportedResult result;
  RunNote run;
  ReportFiles files;
  std::vector<Signature> signatures;  // so far
  std::string notRegistered;          // why the register cannot vouch for it; empty: it can (registered_report.h)
};
// Refused: a file that was changed, added or removed since it was signed, named; signatures or a lock that were edited;
// a note of the run or a signature that is of another lock.
[[nodiscard]] Result<SignableReport> readSignable(const std::filesystem::path& folder,
                                                  const std::stop_token& stop = {});

// The next signature. Refused: the role has signed; the person has signed already; a reviewer who ran the report or
// locked its protocol is not independent, nor is one with the account that did, where no person is known; nobody but
// who ran it signs as operator, where a person ran it.
[[nodiscard]] Result<Signature> nextSignature(const SignableReport& report, SignRole role, const Doer& by,
                                              const std::string& at);

// The sheet with all signatures and hashes, and what the study showed.
[[nodiscard]] document::Document signOffDocument(const SignableReport& report);

}  // namespace snitt::validation
