#include "core/cases/worklist.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/notes/versioned_json_p.h"

namespace snitt {
namespace {

constexpr std::string_view kFormat = "snitt-filter/1";

template <class T>
using Word = std::pair<T, std::string_view>;

constexpr std::array<Word<WorklistColumn>, 8> kColumns{{
    {WorklistColumn::accession, "accession"},
    {WorklistColumn::specimens, "specimens"},
    {WorklistColumn::slidesFound, "slidesFound"},
    {WorklistColumn::slidesMissing, "slidesMissing"},
    {WorklistColumn::ai, "ai"},
    {WorklistColumn::received, "received"},
    {WorklistColumn::priority, "priority"},
    {WorklistColumn::flags, "flags"},
}};
constexpr std::array<Word<CaseState>, 3> kStates{{
    {CaseState::open, "open"},
    {CaseState::closed, "closed"},
    {CaseState::cancelled, "cancelled"},
}};
constexpr std::array<Word<Priority>, 2> kPriorities{{
    {Priority::routine, "routine"},
    {Priority::urgent, "urgent"},
}};
constexpr std::array<Word<AiState>, 6> kAiStates{{
    {AiState::noSlides, "noSlides"},
    {AiState::notAllowed, "notAllowed"},
    {AiState::slidesNotChosen, "slidesNotChosen"},
    {AiState::unscored, "unscored"},
    {AiState::scored, "scored"},
    {AiState::notAssessable, "notAssessable"},
}};
constexpr std::array<Word<Prognosis>, 3> kPrognoses{{
    {Prognosis::good, "good"},
    {Prognosis::uncertain, "uncertain"},
    {Prognosis::poor, "poor"},
}};

template <class T, std::size_t n>
std::string_view wordFor(const std::array<Word<T>, n>& words, T value) {
  return std::ranges::find(words, value, &Word<T>::first)->second;
}

template <class T, std::size_t n>
std::string_view wordFor(const std::array<Word<T>, n>& words, const std::optional<T>& value) {
  return value ? wordFor(words, *value) : std::string_view();
}

// Reports a word that is none of them.
template <class T, std::size_t n>
std::optional<T> meaningOf(const std::array<Word<T>, n>& words, std::string_view text, JsonReader& in,
                           std::string_view key) {
  const auto found = std::ranges::find(words, text, &Word<T>::second);
  if (found != words.end()) return found->first;
  in.fail(key, "has a value that is not known");
  return std::nullopt;
}

template <class T, std::size_t n>
std::optional<T> meaningOrNull(const std::array<Word<T>, n>& words, JsonReader& in, std::string_view key) {
  const std::string text = in.textOrNull(key);
  return text.empty() ? std::nullopt : meaningOf(words, text, in, key);
}

}  // namespace

std::string formatFilter(const SavedFilter& saved) {
  const WorklistFilter& filter = saved.filter;
  JsonWriter out;
  out.openObject();
  out.key("format").text(kFormat);
  out.key("name").text(saved.name);
  out.key("search").text(filter.search);
  out.key("site").textOrNull(filter.site.value_or(""));
  out.key("states").openArray(JsonWriter::Layout::oneLine);
  for (const CaseState state : filter.states) out.text(wordFor(kStates, state));
  out.close();
  out.key("priority").textOrNull(wordFor(kPriorities, filter.priority));
  out.key("ai").textOrNull(wordFor(kAiStates, filter.ai));
  out.key("class").textOrNull(wordFor(kPrognoses, filter.prognosis));
  out.key("slidesMissing").flag(filter.slidesMissing);
  out.key("flagged").flag(filter.flagged);
  out.key("sortBy").text(wordFor(kColumns, saved.order.column));
  out.key("descending").flag(saved.order.descending);
  out.close();
  return out.take();
}

Result<SavedFilter> parseFilter(std::string_view json) {
  const auto object = parseVersioned(json, kFormat);
  if (!object) return fail(object.error());
  std::optional<Error> error;
  JsonReader in(error, &*object, "");
  SavedFilter saved;
  WorklistFilter& filter = saved.filter;
  saved.name = in.text("name");
  filter.search = in.text("search");
  if (std::string site = in.textOrNull("site"); !site.empty()) filter.site = std::move(site);
  filter.states.clear();
  for (const std::string& text : in.texts("states"))
    if (const auto state = meaningOf(kStates, text, in, "states")) filter.states.push_back(*state);
  filter.priority = meaningOrNull(kPriorities, in, "priority");
  filter.ai = meaningOrNull(kAiStates, in, "ai");
  filter.prognosis = meaningOrNull(kPrognoses, in, "class");
  filter.slidesMissing = in.flag("slidesMissing");
  filter.flagged = in.flag("flagged");
  if (const auto column = meaningOf(kColumns, in.text("sortBy"), in, "sortBy")) saved.order.column = *column;
  saved.order.descending = in.flag("descending");
  if (error) return fail(*error);
  return saved;
}

}  // namespace snitt
