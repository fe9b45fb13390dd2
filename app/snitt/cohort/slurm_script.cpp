#include "app/snitt/cohort/slurm_script.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <queue>

#include <fmt/format.h>

namespace snitt::app {
namespace {

// Between double quotes of a #SBATCH line, where a backslash takes the next character as it is.
std::string quoted(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string moreLines(const SlurmOptions& options) {
  std::string text;
  const auto add = [&text](const char* name, const std::string& value) {
    if (!value.empty()) text += fmt::format("{}#SBATCH --{}=\"{}\"", text.empty() ? "" : "\n", name, quoted(value));
  };
  add("partition", options.partition);
  add("account", options.account);
  add("gres", options.gpus);
  return text;
}

std::string words(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& word : all) text.append(text.empty() ? "" : " ").append(shellWord(word));
  return text;
}

}  // namespace

std::string shellWord(const std::string& text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'')
      word += "'\\''";
    else
      word += c;
  }
  return word + "'";
}

std::string patternWord(const std::string& path) {
  std::string out;
  for (const char c : quoted(path)) {
    if (c == '%') out += '%';
    out += c;
  }
  return out;
}

std::string jobName(const std::string& title) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  return "snitt-" + title.substr(0, std::min(title.find_first_not_of(plain), title.size()));
}

std::string arrayOf(const std::vector<std::size_t>& tasks) {
  std::string text;
  for (std::size_t i = 0; i < tasks.size();) {
    std::size_t last = i;
    while (last + 1 < tasks.size() && tasks[last + 1] == tasks[last] + 1) ++last;
    text += fmt::format("{}{}", text.empty() ? "" : ",", tasks[i]);
    if (last > i) text += fmt::format("-{}", tasks[last]);
    i = last + 1;
  }
  return text;
}

Result<std::string> fillScript(std::string text, const SlurmScript& script, const SlurmOptions& options) {
  const std::map<std::string, std::string, std::less<>> values{
      {"NAME", script.name},
      {"ARRAY", arrayOf(script.tasks)},
      {"CPUS", std::to_string(options.cpus)},
      {"MEMORY", quoted(options.memory)},
      {"TIME", quoted(options.time)},
      {"LOGS", patternWord(script.logs.string())},
      {"MORE", moreLines(options)},
      {"SETUP", options.setup},
      {"RUN", options.run},
      {"PROGRAM", shellWord(options.program.empty() ? script.program.string() : options.program)},
      {"OUT", shellWord(script.out.string())},
      {"BUNDLE", shellWord(script.bundle.string())},
      {"OPTIONS", words(script.options)}};
  std::string filled;
  std::size_t at = 0;
  for (std::size_t begin = text.find('@'); begin != std::string::npos; begin = text.find('@', at)) {
    const std::size_t end = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", begin + 1);
    const bool isWord = end != std::string::npos && end > begin + 1 && text[end] == '@';
    filled.append(text, at, begin - at);
    at = isWord ? end + 1 : begin + 1;
    if (!isWord) {
      filled += '@';
      continue;
    }
    const auto value = values.find(std::string_view(text).substr(begin + 1, end - begin - 1));
    if (value == values.end())
      return fail(ErrorKind::corrupt, fmt::format("the template of the Slurm script has an unknown word {}",
                                                  text.substr(begin, end + 1 - begin)));
    filled += value->second;
  }
  return filled + text.substr(at);
}

std::vector<std::vector<CohortSlide>> shareOut(const std::vector<CohortSlide>& slides,
                                               const std::vector<std::uint64_t>& tiles, std::size_t tasks) {
  std::vector<std::size_t> order(slides.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return tiles[i]; });
  const auto count = std::clamp<std::size_t>(tasks, 1, std::max<std::size_t>(1, slides.size()));
  using Load = std::pair<std::uint64_t, std::size_t>;  // tiles, task
  std::priority_queue<Load, std::vector<Load>, std::greater<>> loads;
  for (std::size_t task = 0; task < count; ++task) loads.emplace(0, task);
  std::vector<std::vector<std::size_t>> chosen(count);
  for (const std::size_t i : order) {
    auto [load, task] = loads.top();
    loads.pop();
    chosen[task].push_back(i);
    loads.emplace(load + tiles[i] + 1, task);
  }
  std::vector<std::vector<CohortSlide>> shared(count);
  for (std::size_t task = 0; task < count; ++task) {
    std::ranges::sort(chosen[task]);
    for (const std::size_t i : chosen[task]) shared[task].push_back(slides[i]);
  }
  return shared;
}

}  // namespace snitt::app
