// Stands in for `snitt score` in tests of the viewer's queue. The slide's file name says how it behaves:
//   good      news, a score, exit code 0            notassessable   a score without a class, exit code 3
//   bad       a sentence, exit code 1                wrong           a sentence, exit code 2
//   refuse    a sentence, exit code 3                empty           exit code 0 and no result
//   hang      silent, and ends when it is asked to   deaf            silent, and ends by no request
//   crash     ends by SIGSEGV                        killed          ends by SIGKILL
//   garbage   bytes that mean nothing, then a score  flood           48 MB of them, then a score
//   slow      goes on until it is cancelled          other           the score of another slide
//   late      news until "go" lies beside the slide, then a score
// What it was started with stands in "<slide>.told": its arguments, a line each, then its priority.
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "core/score.h"
#include "support/sample_record.h"

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::atomic<bool> cancelled{false};
std::atomic<bool> paused{false};

void listen(bool obey) {
  std::thread([obey] {
    std::string line;
    while (std::getline(std::cin, line)) {
      if (!obey) continue;
      if (line.find("cancel") != std::string::npos) cancelled = true;
      if (line.find("pause") != std::string::npos) paused = true;
      if (line.find("resume") != std::string::npos) paused = false;
    }
    // As the engine: the end of its input cancels it.
    if (obey) cancelled = true;
  }).detach();
}

std::string valueOf(const std::vector<std::string>& arguments, const std::string& option) {
  for (const std::string& one : arguments)
    if (one.starts_with(option + "=")) return one.substr(option.size() + 1);
  return {};
}

void progress(int done, int total) {
  std::cerr << R"({"event":"progress","stage":"score","done":)" << done << R"(,"total":)" << total
            << R"(,"etaSeconds":90.0})" << std::endl;
}

void estimate() {
  std::cerr
      << R"({"event":"estimate","resolution":"40x","done":5,"total":20,"score":0.62,"lower95":0.55,"upper95":0.7,"class":"poor","settled":true})"
      << std::endl;
}

void writeScore(const std::string& out, const fs::path& slide, const std::string& path, bool assessable) {
  const fs::path folder = fs::path(out) / slide.stem();
  fs::create_directories(folder);
  snitt::Score score = snitt::test::sampleRecord(1).score;
  score.slide.path = path;
  if (!assessable) {
    score.prognosis.reset();
    score.notAssessable = "the tumour is too small";
  }
  std::ofstream(folder / "score.json") << snitt::formatScore(score);
}

// False once it was cancelled.
bool waitOn(std::chrono::milliseconds time) {
  for (auto waited = 0ms; (waited < time || paused) && !cancelled; waited += 5ms) std::this_thread::sleep_for(5ms);
  return !cancelled;
}

[[noreturn]] void leave(int code) {
  std::cerr << std::flush;
  ::_exit(code);
}

void say(const std::string& sentence) { std::cerr << "snitt: " << sentence << ".\n" << std::flush; }

int untilCancelled(bool tells) {
  for (int step = 0; waitOn(20ms); ++step)
    if (tells) progress(step % 100, 100);
  return 130;
}

int scoreLate(const fs::path& slide) {
  while (!fs::exists(slide.parent_path() / "go")) {
    progress(5, 20);
    estimate();
    if (!waitOn(20ms)) return 130;
  }
  return 0;
}

int act(const std::string& kind, const fs::path& slide) {
  if (kind == "bad") return say(slide.string() + ": the file is truncated"), 1;
  if (kind == "wrong") return say("the fact \"organ\" is not of the form KEY=VALUE"), 2;
  if (kind == "refuse")
    return say("outside the bundle's scope: organ is not known; give what is known with --fact KEY=VALUE"), 3;
  if (kind == "hang") return untilCancelled(false);
  if (kind == "slow") return untilCancelled(true);
  if (kind == "deaf")
    for (;;) std::this_thread::sleep_for(1s);
  if (kind == "crash") return std::signal(SIGSEGV, SIG_DFL), std::raise(SIGSEGV);
  if (kind == "killed") return std::raise(SIGKILL);
  if (kind == "late") return scoreLate(slide);
  const std::string noise("\xff\xfe{\"event\":\"progress\",\"done\":\"many\"}\n\0{{{[[[\n{\"event\":7}\n", 57);
  if (kind == "garbage")
    for (int i = 0; i < 200; ++i) std::cerr << noise << std::flush;
  if (kind == "flood") {
    // Half of it in one line.
    const std::string part(1 << 16, 'x');
    for (int i = 0; i < 368; ++i) std::cerr << part;
    std::cerr << '\n';
    for (int i = 0; i < 500000; ++i) std::cerr << noise;
    std::cout << part << std::flush;
  }
  return kind == "notassessable" ? 3 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  // Pages of earlier scores made again: nothing to be seen of.
  if (!arguments.empty() && arguments.front() == "report") return 0;
  const fs::path slide = arguments.back();
  const std::string stem = slide.stem().string();
  const std::string kind = stem.substr(0, stem.find('-'));
  {
    std::ofstream told(slide.string() + ".told");
    for (const std::string& one : arguments) told << one << '\n';
    told << "nice " << ::getpriority(PRIO_PROCESS, 0) << '\n';
  }
  listen(kind != "deaf");
  const int code = act(kind, slide);
  const bool leaves =
      kind == "good" || kind == "late" || kind == "notassessable" || kind == "garbage" || kind == "flood";
  if (leaves && code != 130) writeScore(valueOf(arguments, "--out"), slide, slide.string(), kind != "notassessable");
  if (kind == "other") writeScore(valueOf(arguments, "--out"), slide, "/slides/another.svs", true);
  leave(code);
}
