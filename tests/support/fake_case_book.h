// A database of cases in memory, for tests of its windows: what a test puts in is what is shown, and every change is
// written down. One base may be opened by several desks; the values are guarded, since books live in threads.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "ui/cases/case_book.h"

namespace snitt::test {

struct FakeCases {
  std::mutex mutex;
  Actor actor;
  std::vector<WorklistRow> rows;  // in the order of ids
  std::map<std::int64_t, OpenedCase> cases;
  std::vector<UnmatchedSlide> unmatched;
  std::vector<SavedFilter> saved;
  std::map<std::int64_t, std::filesystem::path> files;
  std::vector<std::string> done;  // what was asked to be changed, in words
  std::vector<WorklistFilter> asked;
  std::int64_t version = 1;
  int rowsAsked = 0;            // questions for rows
  std::size_t rowsTold = 0;     // rows in their answers
  std::optional<Error> fault;   // of every question from now on
  std::optional<Error> noOpen;  // the database cannot be opened
  std::function<void()> wait;   // before every question

  // As a test's thread changes them: others notice.
  void change(const std::function<void(FakeCases&)>& how);
  [[nodiscard]] std::vector<std::string> log();
};

// A case with specimens A and B, five slides (one rescanned, one missing, one not scanned) and two scores.
[[nodiscard]] OpenedCase sampleCase(std::int64_t id, bool masked);
[[nodiscard]] WorklistRow sampleRow(std::int64_t id, bool masked);
[[nodiscard]] UnmatchedSlide sampleUnmatched(std::int64_t id, const std::filesystem::path& file);
[[nodiscard]] Actor sampleActor(const Roles& roles);

// What `name` means to a person who may see patients' names: their name, birth date and number in the sample case.
inline constexpr const char* kSampleFamily = "WALSH";
inline constexpr const char* kSampleGiven = "Cathal";
inline constexpr const char* kSampleBirth = "1951-03-02";
inline constexpr const char* kSampleNumber = "7145823";
inline constexpr const char* kSampleComment = "Seen with Dr Byrne";

[[nodiscard]] CaseBookOpener openerOf(std::shared_ptr<FakeCases> cases);

}  // namespace snitt::test
