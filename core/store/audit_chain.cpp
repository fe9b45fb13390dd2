#include "core/store/audit_chain_p.h"

#include <algorithm>
#include <map>

#include "core/atomic_file.h"

namespace snitt {

namespace {

constexpr int kRowsAtOnce = 20000;

std::string number(std::int64_t value) { return std::to_string(value); }

// What the seals say of a chain that went to row `rows`; `hashes` are those of the sealed rows up to there.
std::optional<std::string> sealFault(const std::vector<AuditSeal>& sorted, std::int64_t rows, bool isEnd,
                                     const std::map<std::int64_t, std::string>& hashes) {
  std::int64_t good = 0;
  for (const AuditSeal& seal : sorted) {
    if (seal.seq > rows) {
      if (!isEnd) return std::nullopt;
      return "the end of the audit log was cut off: row " + number(rows + 1) +
             (seal.seq == rows + 1 ? " is missing" : " is missing, with those up to row " + number(seal.seq)) +
             ", which was sealed on " + seal.at;
    }
    const auto found = hashes.find(seal.seq);
    if (found == hashes.end() || found->second != seal.hash)
      return "row " + number(good + 1) + " of the audit log" +
             (good + 1 == seal.seq ? "" : ", or a later one up to row " + number(seal.seq) + ",") +
             " was changed and the hashes after it were made anew: row " + number(seal.seq) +
             " is not as it was sealed on " + seal.at;
    good = seal.seq;
  }
  return std::nullopt;
}

}  // namespace

Result<SealFile> readSeals(const std::filesystem::path& file, const std::string& uuid) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  SealFile result;
  std::string_view rest = *text;
  for (int line = 1; !rest.empty(); ++line) {
    const std::string_view one = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    if (one.empty()) continue;
    auto seal = parseSeal(one);
    if (!seal)
      result.faults.push_back("line " + std::to_string(line) + " of " + file.string() +
                              " is no seal that holds: " + seal.error().message);
    else if (seal->database == uuid) {
      result.seals.push_back(std::move(*seal));
      result.lines.emplace_back(one);
    }
  }
  return result;
}

AuditVerdict verdictOn(const StoreDatabase& database, const std::vector<AuditSeal>& seals) {
  std::vector<AuditSeal> sorted = seals;
  std::ranges::stable_sort(sorted, {}, &AuditSeal::seq);
  std::map<std::int64_t, std::string> hashes;
  for (const AuditSeal& seal : sorted) hashes.try_emplace(seal.seq);

  ChainCheck chain;
  std::optional<std::string> fault;
  bool more = true;
  while (more && !fault) {
    // A piece at a time: other programs cannot write while a statement reads, and nothing before it can change.
    Statement row =
        statementOf(database, "SELECT seq, row, hash, subject FROM audit WHERE seq > ? ORDER BY seq LIMIT ?",
                    chain.rows(), kRowsAtOnce);
    int count = 0;
    for (; !fault && row.executeStep(); ++count) {
      const AuditRow one{row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString(),
                         row.getColumn(3).getString()};
      if (const auto added = chain.add(one); !added) fault = added.error().message;
      if (const auto sealed = hashes.find(one.seq); !fault && sealed != hashes.end()) sealed->second = one.hash;
    }
    more = count == kRowsAtOnce;
  }
  AuditVerdict verdict;
  verdict.rows = chain.rows();
  verdict.hash = chain.hash();
  // A chain made anew holds in itself: what seals say of the rows before the first that does not hold comes first.
  verdict.fault = sealFault(sorted, chain.rows(), !fault, hashes);
  if (!verdict.fault) verdict.fault = std::move(fault);
  for (const AuditSeal& seal : sorted) {
    const auto found = hashes.find(seal.seq);
    if (found->second != seal.hash) continue;
    ++verdict.seals;
    verdict.lastSeal = seal;
  }
  return verdict;
}

std::optional<AuditSeal> newestThatHolds(const StoreDatabase& database, const std::vector<AuditSeal>& seals) {
  std::optional<AuditSeal> newest;
  for (const AuditSeal& seal : seals) {
    if (newest && newest->seq > seal.seq) continue;
    Statement row = statementOf(database, "SELECT hash FROM audit WHERE seq = ?", seal.seq);
    if (row.executeStep() && row.getColumn(0).getString() == seal.hash) newest = seal;
  }
  return newest;
}

}  // namespace snitt
