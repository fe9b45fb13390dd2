#include "app/snitt/cohort/cohort_places.h"

#include <set>

#include <nlohmann/json.hpp>

#include "core/atomic_file.h"
#include "core/cohort/cohort_journal.h"
#include "core/os/os.h"

namespace snitt::app {
namespace {

// Row 0: the list of now has no such slide; its folder is kept aside, for a list that has it again.
struct Move {
  std::string key;
  std::size_t from = 0;
  std::size_t to = 0;
};

std::filesystem::path placeOf(const CohortFolder& folder, std::size_t row, const std::string& key) {
  return row == 0 ? folder.kept(key.substr(0, 32)) : folder.slide(row);
}

// Two steps, so that rows may change places: every folder goes aside, then every one to its row. The plan is on disk
// before the first step and says which of the two goes on.
class Moves {
 public:
  explicit Moves(const CohortFolder& folder) : m_folder(folder) {}

  Result<void> begin(const std::vector<Move>& moves) {
    m_moves = moves;
    if (moves.empty()) return {};
    if (auto said = say("aside"); !said) return said;
    return goOn("aside");
  }

  // What was begun before; the rows of the results with it.
  Result<void> finishOld() {
    const auto text = readFile(m_folder.moves());
    if (!text) return text.error().kind == ErrorKind::notFound ? Result<void>() : fail(text.error());
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_object() || !json.contains("moves"))
      return fail(ErrorKind::corrupt, m_folder.moves().string() + " is not what this program writes");
    for (const auto& one : json["moves"])
      m_moves.push_back({one.value("key", ""), one.value("from", std::size_t{0}), one.value("to", std::size_t{0})});
    return goOn(json.value("step", ""));
  }

  [[nodiscard]] const std::vector<Move>& all() const { return m_moves; }

  // The journals know the new rows: nothing is left to go on with.
  Result<void> end() {
    std::error_code error;
    std::filesystem::remove(m_folder.moves(), error);
    if (error) return fail(ErrorKind::io, "could not remove " + m_folder.moves().string() + ": " + error.message());
    return os::syncFolder(m_folder.state());
  }

 private:
  [[nodiscard]] std::filesystem::path aside(const Move& move) const {
    return m_folder.out / "slides" / (".moved-" + move.key.substr(0, 32));
  }

  Result<void> say(const char* step) {
    nlohmann::ordered_json json{{"format", "snitt-cohort-moves/1"}, {"step", step}};
    json["moves"] = nlohmann::ordered_json::array();
    for (const Move& one : m_moves) json["moves"].push_back({{"key", one.key}, {"from", one.from}, {"to", one.to}});
    return writeFileAtomically(m_folder.moves(), json.dump() + "\n");
  }

  Result<void> goOn(const std::string& step) {
    if (step == "aside") {
      for (const Move& one : m_moves)
        if (!std::filesystem::exists(aside(one)))
          if (auto moved = rename(placeOf(m_folder, one.from, one.key), aside(one)); !moved) return moved;
      if (auto said = say("place"); !said) return said;
    }
    for (const Move& one : m_moves) {
      if (!std::filesystem::exists(aside(one))) continue;
      std::error_code ignored;
      const auto to = placeOf(m_folder, one.to, one.key);
      std::filesystem::remove_all(to, ignored);
      if (auto moved = rename(aside(one), to); !moved) return moved;
    }
    return {};
  }

  static Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (!std::filesystem::exists(from)) return {};
    return os::renameSynced(from, to);
  }

  const CohortFolder& m_folder;
  std::vector<Move> m_moves;
};

bool hasFolder(SlideStatus status) { return status == SlideStatus::scored || status == SlideStatus::notAssessable; }

bool isThere(const CohortFolder& folder, const std::string& key, const CohortSlideResult& result) {
  return !hasFolder(result.status) || std::filesystem::exists(placeOf(folder, result.row, key) / "score.json");
}

// The rows that an interrupted move has given the results already.
void applyRows(std::map<std::string, CohortSlideResult>& results, const std::vector<Move>& moves) {
  for (const Move& one : moves)
    if (const auto found = results.find(one.key); found != results.end()) found->second.row = one.to;
}

}  // namespace

Result<PlacedResults> placeResults(const CohortFolder& folder, const CohortParameters& parameters,
                                   const std::vector<CohortSlide>& slides, bool othersWrite) {
  Moves moves(folder);
  if (auto finished = moves.finishOld(); !finished) return fail(finished.error());
  auto read = CohortJournal::read(folder.state());
  if (!read) return fail(read.error());
  const std::size_t lines = read->size();
  auto known = finalResults(std::move(*read));
  applyRows(known, moves.all());
  PlacedResults placed;
  std::vector<Move> wanted;
  std::set<std::string> used;
  for (const CohortSlide& slide : slides) {
    const auto found =
        slide.fingerprint.empty() ? known.end() : known.find(decisionKey(parameters, slide, slide.fingerprint));
    if (found == known.end() || !isThere(folder, found->first, found->second)) {
      placed.toDo.push_back(slide);
      continue;
    }
    used.insert(found->first);
    if (found->second.row != slide.row) wanted.push_back({found->first, found->second.row, slide.row});
    CohortSlideResult result = found->second;
    result.row = slide.row;
    placed.done[slide.row] = std::move(result);
  }
  std::vector<CohortSlideResult> all;
  for (auto& [key, result] : known) {
    if (used.contains(key) || !isThere(folder, key, result)) continue;
    if (result.row != 0) wanted.push_back({key, result.row, 0});
    all.push_back(result);
    all.back().row = 0;
  }
  const std::size_t kept = all.size() + placed.done.size();
  if (othersWrite && wanted.empty()) return placed;
  if (othersWrite)
    return fail(ErrorKind::io, "slides of the list are other files than when the job that works in " +
                                   folder.out.string() + " was submitted; wait for its end, or end it with scancel");
  if (!wanted.empty())
    if (auto made = os::makePrivateFolder(folder.kept("").parent_path()); !made) return fail(made.error());
  if (auto moved = moves.begin(wanted); !moved) return fail(moved.error());
  if (!wanted.empty() || !moves.all().empty() || lines != kept) {
    for (const auto& [row, result] : placed.done) all.push_back(result);
    if (auto written = CohortJournal::rewrite(folder.state(), all); !written) return fail(written.error());
  }
  if (auto ended = moves.end(); !ended) return fail(ended.error());
  return placed;
}

}  // namespace snitt::app
