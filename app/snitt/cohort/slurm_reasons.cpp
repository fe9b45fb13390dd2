#include "app/snitt/cohort/slurm_reasons.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace snitt::app {
namespace {

using Known = std::pair<std::string_view, std::string_view>;

// By the beginning of the word, or by what it holds.
constexpr std::array kNever{
    Known{"PartitionTimeLimit", "the time limit is longer than the partition allows (--slurm-time)"},
    Known{"PartitionNodeLimit", "the partition does not give that much to one job"},
    Known{"PartitionConfig", "no node of the partition has what a task asks for (--slurm-cpus, --slurm-memory)"},
    Known{"BadConstraints", "no node has what a task asks for (--slurm-cpus, --slurm-memory, --slurm-gpus)"},
    Known{"InvalidAccount", "the account is not known (--slurm-account)"},
    Known{"InvalidQOS", "the quality of service is not known"},
    Known{"AccountNotAllowed", "the partition is closed to the account (--slurm-account, --slurm-partition)"},
    Known{"QOSNotAllowed", "the partition is closed to the quality of service"},
    Known{"MaxMemPerLimit", "a task asks for more memory than is allowed (--slurm-memory)"},
    Known{"PerJob", "a task asks for more than a job may have"},
    Known{"QOSMin", "a task asks for less than the quality of service wants"}};

constexpr std::array<std::string_view, 6> kPassing{"Unable to contact",  "timed out",       "temporarily",
                                                   "Connection refused", "try again later", "Resource temporarily"};

// Of sbatch's errors, those about what was asked for.
constexpr std::array<std::string_view, 8> kWrong{"nvalid",        "not available", "cannot be satisfied",
                                                 "not permitted", "violates",      "can not be satisfied",
                                                 "too ",          "not valid"};

template <std::size_t N>
bool holdsOneOf(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::ranges::any_of(words,
                             [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// "sbatch: error: Batch job submission failed: Invalid …" without what says nothing.
std::string_view bare(std::string_view line) {
  for (const std::string_view prefix :
       {"sbatch: ", "error: ", "fatal: ", "Batch job submission failed: ", "slurm_load_jobs "})
    if (line.starts_with(prefix)) line.remove_prefix(prefix.size());
  return line;
}

}  // namespace

std::optional<std::string> whyNever(std::string_view reason) {
  for (const auto& [word, why] : kNever)
    if (reason.find(word) != std::string_view::npos) return std::string(why);
  return std::nullopt;
}

bool isUsual(std::string_view reason) {
  return reason.empty() || reason == "None" || reason == "Priority" || reason == "Resources";
}

bool passes(std::string_view said) { return holdsOneOf(said, kPassing); }

Error refusalOf(std::string_view said) {
  std::string sentence;
  for (std::size_t at = 0; at < said.size();) {
    const std::size_t end = std::min(said.find('\n', at), said.size());
    const std::string_view line = bare(said.substr(at, end - at));
    at = end + 1;
    if (line.empty()) continue;
    sentence.append(sentence.empty() ? "" : "; ").append(line);
  }
  const bool wrong = !passes(said) && holdsOneOf(said, kWrong);
  return {wrong ? ErrorKind::usage : ErrorKind::io,
          fmt::format("sbatch takes no job: {}", sentence.empty() ? "it says not why" : sentence)};
}

std::string tellEnds(const std::vector<std::string>& states) {
  std::map<std::string, int> counts;
  for (const std::string& state : states) {
    // "CANCELLED by 1000"
    const std::string word = state.substr(0, state.find(' '));
    if (!word.empty() && word != "COMPLETED") ++counts[word];
  }
  std::vector<std::string> parts;
  for (const auto& [state, count] : counts) parts.push_back(fmt::format("{} {}", count, state));
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace snitt::app
