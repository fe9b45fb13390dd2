#include "app/snitt/cohort/slurm_commands.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string_view>

#include <fmt/format.h>

#include "app/snitt/cohort/slurm_reasons.h"
#include "core/os/child_process.h"
#include "core/os/os.h"

namespace snitt::app {
namespace {

struct Ran {
  int code = 0;
  std::vector<std::string> lines;
  std::string err;
};

Result<Ran> runProgram(std::vector<std::string> command) {
  command.insert(command.begin(), "/usr/bin/env");
  auto child = os::ChildProcess::start(command);
  if (!child) return fail(child.error());
  child->closeInput();
  Ran ran;
  while (!child->isSilent()) {
    os::ChildProcess* one = &*child;
    os::ChildProcess::waitForAny({&one, 1}, std::chrono::milliseconds(200));
    for (std::string& line : child->takeLines()) ran.lines.push_back(std::move(line));
  }
  ran.code = child->end().code;
  ran.err = child->lastWords();
  if (ran.code == 127)
    return fail(ErrorKind::notFound, command[1] + " is not there: this machine is no part of a Slurm cluster");
  // Installed, and nobody has said where the cluster is.
  const bool aimless =
      ran.err.find("fatal: ") != std::string::npos && ran.err.find("onfiguration") != std::string::npos;
  if (ran.code != 0 && aimless)
    return fail(ErrorKind::notFound,
                command[1] + " finds no configuration: this machine is no part of a Slurm cluster");
  return ran;
}

// Those that nobody needs to hear of when they fail.
std::vector<std::string> linesOf(const std::vector<std::string>& command) {
  auto ran = runProgram(command);
  return ran && ran->code == 0 ? std::move(ran->lines) : std::vector<std::string>();
}

bool isNumber(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

// The value behind "name=" in a line of scontrol.
std::string valueOf(const std::string& line, std::string_view name) {
  const std::size_t at = line.find(name);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size();
  return line.substr(begin, line.find(' ', begin) - begin);
}

}  // namespace

Result<std::string> submitScript(const std::filesystem::path& script) {
  const auto ran = runProgram({"sbatch", "--parsable", script.string()});
  if (!ran) return fail(ran.error());
  if (ran->code != 0) return fail(refusalOf(ran->err));
  // "123" or "123;cluster"
  const std::string line = ran->lines.empty() ? "" : ran->lines.front();
  std::string id = line.substr(0, line.find(';'));
  if (!isNumber(id)) return fail(ErrorKind::io, "sbatch named no job: " + line);
  return id;
}

Result<JobInQueue> askQueue(const std::string& id) {
  const auto ran = runProgram({"squeue", "--noheader", "--jobs=" + id, "--format=%T|%r"});
  if (!ran) return fail(ran.error());
  if (ran->code != 0) {
    if (ran->err.find("Invalid job id") != std::string::npos) return JobInQueue{};
    return fail(ErrorKind::io, "squeue failed: " + ran->err.substr(0, ran->err.find('\n')));
  }
  JobInQueue job;
  for (const std::string& line : ran->lines) {
    const std::size_t bar = line.find('|');
    if (line.substr(0, bar) != "PENDING") {
      job.running += line.empty() ? 0 : 1;
      continue;
    }
    if (job.pending++ == 0 && bar != std::string::npos) job.reason = line.substr(bar + 1);
  }
  return job;
}

Result<std::vector<JobOfAccount>> jobsOfAccount() {
  const auto ran = runProgram({"squeue", "--noheader", "--user=" + os::accountName(), "--format=%F|%o"});
  if (!ran) return fail(ran.error());
  if (ran->code != 0) return fail(ErrorKind::io, "squeue failed: " + ran->err.substr(0, ran->err.find('\n')));
  std::vector<JobOfAccount> jobs;
  for (const std::string& line : ran->lines) {
    const std::size_t bar = line.find('|');
    if (bar != std::string::npos) jobs.push_back({line.substr(0, bar), line.substr(bar + 1)});
  }
  return jobs;
}

std::vector<std::string> endsOf(const std::string& id) {
  auto states = linesOf({"sacct", "--noheader", "--parsable2", "--allocations", "--jobs=" + id, "--format=State"});
  if (!states.empty()) return states;
  for (const std::string& line : linesOf({"scontrol", "--oneliner", "show", "job", id}))
    states.push_back(valueOf(line, "JobState="));
  return states;
}

std::optional<std::size_t> maxArraySize() {
  for (const std::string& line : linesOf({"scontrol", "show", "config"})) {
    if (!line.starts_with("MaxArraySize")) continue;
    const std::size_t at = line.find_first_of("0123456789");
    std::size_t size = 0;
    if (at != std::string::npos && std::from_chars(line.data() + at, line.data() + line.size(), size).ec == std::errc())
      return size;
  }
  return std::nullopt;
}

void cancelJob(const std::string& id) { static_cast<void>(linesOf({"scancel", id})); }

}  // namespace snitt::app
