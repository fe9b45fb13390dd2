// Programs that are started and spoken to.
#include <signal.h>

#include <gtest/gtest.h>

#include "core/os/child_process.h"

namespace snitt::os {
namespace {

using std::chrono::milliseconds;

std::vector<std::string> linesOf(ChildProcess& child) {
  std::vector<std::string> all;
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!child.isSilent() && std::chrono::steady_clock::now() < until) {
    ChildProcess* one = &child;
    ChildProcess::waitForAny({&one, 1}, milliseconds(50));
    for (const std::string& line : child.takeLines()) all.push_back(line);
  }
  return all;
}

TEST(ChildProcess, IsSpokenToLineByLine) {
  auto child = ChildProcess::start({"/bin/cat"}).value();
  EXPECT_TRUE(child.writeLine("one"));
  EXPECT_TRUE(child.writeLine("two"));
  child.closeInput();
  EXPECT_EQ(linesOf(child), (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(child.end().code, 0);
}

TEST(ChildProcess, TellsHowItEnded) {
  auto failing = ChildProcess::start({"/bin/sh", "-c", "echo oh no >&2; exit 7"}).value();
  EXPECT_TRUE(linesOf(failing).empty());
  EXPECT_EQ(failing.end().code, 7);
  EXPECT_EQ(failing.lastWords(), "oh no");
  EXPECT_EQ(describe(failing.end()), "ended with code 7");
  auto killed = ChildProcess::start({"/bin/sleep", "60"}).value();
  EXPECT_FALSE(killed.hasEnded());
  killed.kill();
  EXPECT_EQ(killed.end().signal, 9);
  EXPECT_NE(describe(killed.end()).find("signal 9"), std::string::npos);
}

TEST(ChildProcess, WritingToOneThatIsGoneIsNoCrash) {
  auto child = ChildProcess::start({"/bin/true"}).value();
  child.end();
  bool written = true;
  for (int i = 0; i < 10000 && written; ++i) written = child.writeLine(std::string(1000, 'x'));
  EXPECT_FALSE(written);
}

TEST(ChildProcess, FloodsTakeNoMemory) {
  auto child = ChildProcess::start({"/bin/sh", "-c", "head -c 5000000 /dev/zero | tr '\\0' x; echo; echo end"}).value();
  EXPECT_EQ(linesOf(child), std::vector<std::string>{"end"});
}

TEST(ChildProcess, DoesNotOutliveWhoStartedIt) {
  int id = 0;
  {
    const auto child = ChildProcess::start({"/bin/sleep", "60"}).value();
    id = child.id();
  }
  EXPECT_NE(::kill(id, 0), 0);
}

TEST(ChildProcess, AProgramThatIsNotThereIsAnError) {
  const auto child = ChildProcess::start({"/no/such/program"});
  ASSERT_FALSE(child);
  EXPECT_NE(child.error().message.find("/no/such/program"), std::string::npos);
}

}  // namespace
}  // namespace snitt::os
