// The queue of scoring with an engine that does all that an engine can do wrong.
#include "ui/jobs/score_queue.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "support/queue_fixture.h"
#include "ui/jobs/job_result.h"
#include "ui/jobs/queue_file.h"

namespace snitt {
namespace {

namespace fs = std::filesystem;
using test::QueueFolder;
using test::textIn;
using test::waitFor;

using Names = std::vector<std::string>;

class ScoreQueueTest : public testing::Test {
 protected:
  QueueFolder m_here;
};

TEST_F(ScoreQueueTest, AScoreEndsInAFolderOfItsOwn) {
  const ScoreJob job = m_here.run(m_here.job("good"));
  EXPECT_EQ(job.state, JobState::finished);
  EXPECT_EQ(job.reason, "");
  EXPECT_EQ(job.result, m_here.folder / "out/good");
  EXPECT_TRUE(fs::exists(job.result / "score.json"));
  EXPECT_FALSE(job.started.empty());
  EXPECT_FALSE(job.ended.empty());
  EXPECT_EQ(m_here.results(), Names{"good"}) << "what the job needed meanwhile is gone";
}

TEST_F(ScoreQueueTest, TheEngineIsToldAllThatAPersonTyped) {
  ScoreJob job = m_here.job("good");
  job.mpp = 0.25;
  job.mppReason = "-- as typed, \"with\" signs";
  job.facts = {"organ=colon", "pT=3"};
  job.outsideScope = "--help";
  m_here.options.database = "none";
  EXPECT_EQ(m_here.run(job).state, JobState::finished);
  const std::string told = textIn(job.slide.string() + ".told");
  for (const char* line :
       {"score\n--json\n--control\n", "\n--mpp=0.25\n", "\n--mpp-reason=-- as typed, \"with\" signs\n",
        "\n--fact=organ=colon\n--fact=pT=3\n", "\n--outside-scope=--help\n", "\n--db=none\n"})
    EXPECT_NE(told.find(line), std::string::npos) << line << "in" << told;
  EXPECT_NE(told.find("\n--\n" + job.slide.string() + "\n"), std::string::npos) << told;
  EXPECT_NE(told.find("\nnice 10\n"), std::string::npos) << "the engine gives way to the viewer";
}

struct Ending {
  const char* kind;
  JobState state;
  const char* reason;
};

class ScoreQueueEnding : public ScoreQueueTest, public testing::WithParamInterface<Ending> {};

TEST_P(ScoreQueueEnding, IsToldInPlainWords) {
  const ScoreJob job = m_here.run(m_here.job(GetParam().kind));
  EXPECT_EQ(job.state, GetParam().state);
  EXPECT_EQ(job.reason, GetParam().reason);
  EXPECT_EQ(job.result.empty(), m_here.results().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Every, ScoreQueueEnding,
    testing::Values(
        Ending{"bad", JobState::failed, "The file is truncated."},
        Ending{"wrong", JobState::failed, "The fact \"organ\" is not of the form KEY=VALUE."},
        Ending{"refuse", JobState::refused, "Outside the bundle's scope: organ is not known."},
        Ending{"notassessable", JobState::notAssessable, "The tumour is too small."},
        Ending{"empty", JobState::failed, "The engine ended without a result."},
        Ending{"crash", JobState::failed, "The engine crashed (signal 11)."},
        Ending{"killed", JobState::failed, "The engine was ended from outside, perhaps because memory ran out."},
        Ending{"garbage", JobState::finished, ""},
        Ending{"other", JobState::failed, "The engine left the score of another slide, /slides/another.svs."}),
    [](const auto& ending) { return std::string(ending.param.kind); });

TEST_F(ScoreQueueTest, AFloodOfOutputTakesNoMemory) {
  const ScoreJob first = m_here.run(m_here.job("good"));
  ASSERT_EQ(first.state, JobState::finished);
  const auto before = os::peakMemoryBytes();
  const ScoreJob job = m_here.run(m_here.job("flood"));
  EXPECT_EQ(job.state, JobState::finished);
  EXPECT_LT(os::peakMemoryBytes() - before, std::uint64_t{16} << 20);
}

// Silence is told from work by a limit, here of a moment.
TEST_F(ScoreQueueTest, AnEngineThatHangsIsEnded) {
  m_here.options.times.silence = std::chrono::milliseconds(400);
  for (const char* kind : {"hang", "deaf"}) {
    const ScoreJob job = m_here.run(m_here.job(kind));
    EXPECT_EQ(job.state, JobState::failed) << kind;
    EXPECT_EQ(job.reason, "The engine gave no sign of life and was ended.") << kind;
  }
  EXPECT_EQ(m_here.results(), Names{});
}

TEST_F(ScoreQueueTest, AnEngineThatIsMissingIsToldBeforeAnythingIsQueued) {
  m_here.options.program = m_here.folder / "snitt";
  const auto queue = m_here.queue();
  const auto added = queue->add(m_here.job("good"));
  ASSERT_FALSE(added);
  EXPECT_NE(added.error().message.find("missing beside the viewer"), std::string::npos) << added.error().message;
  EXPECT_TRUE(queue->jobs().empty());
}

TEST_F(ScoreQueueTest, AnEngineThatCannotBeStartedFailsTheJob) {
  m_here.options.program = m_here.folder / "slides/notes.txt";
  std::ofstream(m_here.options.program) << "no program";
  const ScoreJob job = m_here.run(m_here.job("good"));
  EXPECT_EQ(job.state, JobState::failed);
  EXPECT_TRUE(job.reason.starts_with("The engine could not be started: ")) << job.reason;
}

TEST_F(ScoreQueueTest, PausesGoesOnAndCancels) {
  const auto queue = m_here.queue();
  const std::string id = queue->add(m_here.job("slow")).value();
  const auto doneNow = [&] { return queue->news(id).progress ? queue->news(id).progress->done : -1; };
  ASSERT_TRUE(waitFor([&] { return doneNow() > 2; }));
  queue->pause(id);
  EXPECT_EQ(queue->find(id)->state, JobState::paused);
  QTest::qWait(200);
  const auto paused = doneNow();
  QTest::qWait(400);
  EXPECT_EQ(doneNow(), paused);
  queue->resume(id);
  EXPECT_EQ(queue->find(id)->state, JobState::running);
  ASSERT_TRUE(waitFor([&] { return doneNow() != paused; }));
  queue->cancel(id);
  ASSERT_TRUE(QueueFolder::inState(*queue, id, JobState::cancelled));
  EXPECT_EQ(queue->find(id)->reason, "");
}

TEST_F(ScoreQueueTest, APausedEngineIsNotTakenForOneThatHangs) {
  m_here.options.times.silence = std::chrono::milliseconds(300);
  const auto queue = m_here.queue();
  const std::string id = queue->add(m_here.job("slow")).value();
  ASSERT_TRUE(waitFor([&] { return queue->news(id).progress.has_value(); }));
  queue->pause(id);
  QTest::qWait(900);
  EXPECT_EQ(queue->find(id)->state, JobState::paused);
}

TEST_F(ScoreQueueTest, AnEngineThatDoesNotObeyIsKilled) {
  const auto queue = m_here.queue();
  const std::string id = queue->add(m_here.job("deaf")).value();
  const auto told = m_here.folder / "slides/deaf.svs.told";
  ASSERT_TRUE(waitFor([&] { return fs::exists(told); }));
  QElapsedTimer time;
  time.start();
  queue->cancel(id);
  ASSERT_TRUE(QueueFolder::inState(*queue, id, JobState::cancelled));
  EXPECT_LT(time.elapsed(), 5000);
}

TEST_F(ScoreQueueTest, TellsProgressAndWhereTheScoreIsHeading) {
  const auto queue = m_here.queue();
  JobNews seen;
  QObject::connect(queue.get(), &ScoreQueue::newsChanged, queue.get(),
                   [&](const std::string& id) { seen = queue->news(id); });
  const std::string id = queue->add(m_here.job("late")).value();
  ASSERT_TRUE(waitFor([&] { return seen.progress && seen.estimate; }));
  EXPECT_EQ(seen.progress->total, 20);
  EXPECT_DOUBLE_EQ(seen.estimate->lower95, 0.55);
  std::ofstream(m_here.folder / "slides/go") << "";
  ASSERT_TRUE(QueueFolder::inState(*queue, id, JobState::finished));
  EXPECT_FALSE(queue->news(id).estimate) << "an estimate is no result";
}

TEST_F(ScoreQueueTest, OneAfterTheOtherInTheOrderOfTheList) {
  const auto queue = m_here.queue();
  const std::string first = queue->add(m_here.job("late-1")).value();
  const std::string second = queue->add(m_here.job("good-2")).value();
  const std::string third = queue->add(m_here.job("good-3")).value();
  std::vector<std::string> ended;
  QObject::connect(queue.get(), &ScoreQueue::jobEnded, queue.get(),
                   [&](const std::string& id) { ended.push_back(id); });
  ASSERT_TRUE(QueueFolder::inState(*queue, first, JobState::running));
  EXPECT_EQ(queue->find(second)->state, JobState::queued);
  queue->move(third, 1);
  std::ofstream(m_here.folder / "slides/go") << "";
  ASSERT_TRUE(waitFor([&] { return ended.size() == 3; }));
  EXPECT_EQ(ended, (Names{first, third, second}));
}

TEST_F(ScoreQueueTest, AFailureDoesNotStopWhatComesAfter) {
  const auto queue = m_here.queue();
  (void)queue->add(m_here.job("crash")).value();
  const std::string second = queue->add(m_here.job("good")).value();
  EXPECT_TRUE(QueueFolder::inState(*queue, second, JobState::finished));
}

TEST_F(ScoreQueueTest, WhatEndedIsTriedAgainAndRemoved) {
  const auto queue = m_here.queue();
  const std::string id = queue->add(m_here.job("bad")).value();
  ASSERT_TRUE(QueueFolder::inState(*queue, id, JobState::failed));
  queue->retry(id);
  ASSERT_EQ(queue->jobs().size(), 1U);
  const std::string again = queue->jobs().front().id;
  ASSERT_TRUE(QueueFolder::inState(*queue, again, JobState::failed));
  queue->remove(again);
  EXPECT_TRUE(queue->jobs().empty());
}

TEST_F(ScoreQueueTest, AJobThatRunsStaysInTheList) {
  const auto queue = m_here.queue();
  const std::string id = queue->add(m_here.job("slow")).value();
  ASSERT_TRUE(waitFor([&] { return queue->news(id).progress.has_value(); }));
  queue->remove(id);
  queue->removeEnded();
  EXPECT_EQ(queue->jobs().size(), 1U);
}

TEST_F(ScoreQueueTest, AWaitingJobIsCancelledWithoutARun) {
  const auto queue = m_here.queue();
  (void)queue->add(m_here.job("slow")).value();
  const std::string waiting = queue->add(m_here.job("good")).value();
  queue->cancel(waiting);
  EXPECT_EQ(queue->find(waiting)->state, JobState::cancelled);
  EXPECT_FALSE(fs::exists(m_here.folder / "slides/good.svs.told"));
}

TEST_F(ScoreQueueTest, NoResultTakesThePlaceOfAnother) {
  const ScoreJob job = m_here.job("good");
  EXPECT_EQ(m_here.run(job).result, m_here.folder / "out/good");
  const std::string first = textIn(m_here.folder / "out/good/score.json");
  EXPECT_EQ(m_here.run(job).result, m_here.folder / "out/good-2");
  ScoreJob inside = job;
  inside.outline = m_here.folder / "outline.geojson";
  inside.title = "margin";
  EXPECT_EQ(m_here.run(inside).result, m_here.folder / "out/good-outline-1");
  EXPECT_NE(textIn(job.slide.string() + ".told").find("\n--tumour=" + inside.outline.string() + "\n"),
            std::string::npos);
  EXPECT_EQ(m_here.run(inside).result, m_here.folder / "out/good-outline-2");
  EXPECT_EQ(textIn(m_here.folder / "out/good/score.json"), first);
}

TEST_F(ScoreQueueTest, NamesThatNoArgumentCanCarryAreRefused) {
  const auto queue = m_here.queue();
  ScoreJob job = m_here.job("good");
  job.slide = m_here.folder / "slides/\xff.svs";
  ASSERT_FALSE(queue->add(job));
  job.slide = "good.svs";
  EXPECT_EQ(queue->add(job).error().kind, ErrorKind::usage);
}

// --- after the viewer's own end

TEST_F(ScoreQueueTest, TheQueueOutlivesTheViewer) {
  std::string running;
  {
    const auto queue = m_here.queue();
    running = queue->add(m_here.job("slow")).value();
    (void)queue->add(m_here.job("good")).value();
    ASSERT_TRUE(waitFor([&] { return queue->news(running).progress.has_value(); }));
  }
  const auto queue = m_here.queue();
  ASSERT_TRUE(waitFor([&] { return !queue->readOnly() && queue->jobs().size() == 2; }));
  EXPECT_EQ(queue->find(running)->state, JobState::interrupted);
  EXPECT_EQ(queue->find(running)->reason, "The viewer ended while this slide was being scored.");
  EXPECT_TRUE(queue->offersToGoOn());
  QTest::qWait(200);
  EXPECT_EQ(queue->jobs()[1].state, JobState::queued) << "nothing begins by itself";
  queue->goOn();
  EXPECT_FALSE(queue->offersToGoOn());
  ASSERT_TRUE(waitFor([&] { return queue->news(running).progress.has_value(); })) << "what was interrupted comes first";
  queue->cancel(running);
  ASSERT_TRUE(waitFor([&] { return queue->jobs()[1].state == JobState::finished; }));
}

TEST_F(ScoreQueueTest, WhatIsLeftCanBeTriedOneByOne) {
  ScoreJob waiting = m_here.job("good");
  waiting.id = "one";
  fs::create_directories(m_here.options.dataFolder);
  ASSERT_TRUE(saveQueue(m_here.options.dataFolder / "queue.json", {waiting}));
  const auto queue = m_here.queue();
  ASSERT_TRUE(queue->offersToGoOn());
  queue->leave();
  EXPECT_EQ(queue->find("one")->state, JobState::interrupted);
  // A new one begins at once.
  const std::string fresh = queue->add(m_here.job("good-2")).value();
  ASSERT_TRUE(QueueFolder::inState(*queue, fresh, JobState::finished));
  queue->retry("one");
  ASSERT_TRUE(waitFor([&] { return queue->jobs().back().state == JobState::finished; }));
  EXPECT_EQ(queue->jobs().back().slide, waiting.slide);
}

// As a viewer leaves it that is killed: `running` in the file, and whatever the engine had got to by then.
class ScoreQueueAfterCrash : public ScoreQueueTest {
 protected:
  ScoreQueueAfterCrash() {
    m_job.id = "5f0c";
    m_job.state = JobState::running;
    fs::create_directories(m_here.options.dataFolder);
    (void)saveQueue(m_here.options.dataFolder / "queue.json", {m_job});
  }
  // The engine's own result, from another queue.
  [[nodiscard]] fs::path finished() {
    QueueFolder other;
    const ScoreJob done = other.run(other.job("good"));
    std::string text = textIn(done.result / "score.json");
    const std::string theirs = done.slide.string();
    text.replace(text.find(theirs), theirs.size(), m_job.slide.string());
    const fs::path folder = m_here.folder / "made";
    fs::create_directories(folder);
    std::ofstream(folder / "score.json") << text;
    return folder;
  }

  ScoreJob m_job = m_here.job("good");
};

TEST_F(ScoreQueueAfterCrash, AFinishedResultIsFound) {
  const fs::path made = finished();
  fs::create_directories(stagingFolder(m_job));
  fs::rename(made, stagingFolder(m_job) / "good");
  const auto queue = m_here.queue();
  ASSERT_TRUE(QueueFolder::inState(*queue, m_job.id, JobState::finished));
  EXPECT_EQ(queue->find(m_job.id)->result, m_here.folder / "out/good");
  EXPECT_FALSE(queue->offersToGoOn());
}

TEST_F(ScoreQueueAfterCrash, AResultThatHadGotItsNameIsFound) {
  const fs::path made = finished();
  fs::create_directories(stagingFolder(m_job));
  std::ofstream(stagingFolder(m_job) / "target") << "good-2";
  fs::rename(made, m_here.folder / "out/good-2");
  const auto queue = m_here.queue();
  ASSERT_TRUE(QueueFolder::inState(*queue, m_job.id, JobState::finished));
  EXPECT_EQ(queue->find(m_job.id)->result, m_here.folder / "out/good-2");
}

TEST_F(ScoreQueueAfterCrash, HalfAResultIsInterruptedWork) {
  fs::create_directories(stagingFolder(m_job) / "good");
  std::ofstream(stagingFolder(m_job) / "good/tumour.geojson") << "{";
  const auto queue = m_here.queue();
  ASSERT_TRUE(waitFor([&] { return queue->offersToGoOn(); }));
  EXPECT_EQ(queue->find(m_job.id)->state, JobState::interrupted);
  queue->goOn();
  ASSERT_TRUE(QueueFolder::inState(*queue, m_job.id, JobState::finished));
  QTest::qWait(100);
  EXPECT_EQ(m_here.results(), Names{"good"});
}

// A program of its own runs the queue and is killed.
TEST_F(ScoreQueueTest, AKilledViewersQueueIsTakenOver) {
  const pid_t child = ::fork();
  if (child == 0) {
    // No Qt here: the lock and the file, as the viewer holds them.
    std::error_code ignored;
    fs::create_directories(m_here.options.dataFolder, ignored);
    ScoreJob job = m_here.job("good");
    job.id = "theirs";
    job.state = JobState::running;
    const auto lock = os::FileLock::acquire(m_here.options.dataFolder / ".queue.lock", std::chrono::seconds(1));
    (void)saveQueue(m_here.options.dataFolder / "queue.json", {job});
    std::ofstream(m_here.folder / "ready") << "";
    for (;;) ::pause();
  }
  ASSERT_GT(child, 0);
  ASSERT_TRUE(waitFor([&] { return fs::exists(m_here.folder / "ready"); }));
  m_here.options.lookAgain = std::chrono::milliseconds(50);
  const auto queue = m_here.queue();
  EXPECT_TRUE(queue->readOnly());
  ASSERT_EQ(queue->jobs().size(), 1U) << "it is shown";
  EXPECT_EQ(queue->jobs()[0].state, JobState::running);
  EXPECT_FALSE(queue->finding().isEmpty());
  EXPECT_EQ(queue->add(m_here.job("good")).error().kind, ErrorKind::refused);
  queue->cancel("theirs");
  queue->remove("theirs");
  EXPECT_EQ(queue->jobs().size(), 1U);
  ::kill(child, SIGKILL);
  ASSERT_TRUE(waitFor([&] { return !queue->readOnly(); }));
  ASSERT_TRUE(waitFor([&] { return queue->offersToGoOn(); }));
  EXPECT_EQ(queue->find("theirs")->state, JobState::interrupted);
  EXPECT_TRUE(queue->finding().isEmpty());
}

TEST_F(ScoreQueueTest, AFileThatCannotBeReadIsPutAside) {
  fs::create_directories(m_here.options.dataFolder);
  const fs::path file = m_here.options.dataFolder / "queue.json";
  for (const std::string text : {"{\"format\": \"snitt-queue/1\", \"jobs\": [{\"id\": \"a\"}]}", "\xff", ""}) {
    std::ofstream(file, std::ios::trunc) << text;
    const auto queue = m_here.queue();
    ASSERT_TRUE(waitFor([&] { return !queue->readOnly(); }));
    EXPECT_NE(queue->finding().indexOf("put aside"), -1) << queue->finding().toStdString();
    EXPECT_TRUE(queue->jobs().empty());
    const std::string id = queue->add(m_here.job("bad")).value();
    ASSERT_TRUE(QueueFolder::inState(*queue, id, JobState::failed));
    // What is being saved would else come after the next text.
    ASSERT_TRUE(waitFor([&] {
      const auto kept = peekQueue(file);
      return kept && kept->size() == 1 && kept->front().state == JobState::failed;
    }));
    EXPECT_EQ(textIn(file).find(m_here.job("bad").slide.filename().string()), std::string::npos)
        << "a slide may be called after a patient";
  }
  EXPECT_NE(textIn(file.string() + ".unreadable").find("\"id\": \"a\""), std::string::npos);
  EXPECT_EQ(textIn(file.string() + ".unreadable-2"), "\xff");
  EXPECT_TRUE(fs::exists(file.string() + ".unreadable-3"));
}

TEST_F(ScoreQueueTest, AFileOfANewerProgramIsLeftAlone) {
  fs::create_directories(m_here.options.dataFolder);
  const fs::path file = m_here.options.dataFolder / "queue.json";
  const std::string text = R"({"format": "snitt-queue/2", "jobs": []})";
  std::ofstream(file) << text;
  {
    const auto queue = m_here.queue();
    EXPECT_NE(queue->finding().indexOf("newer than this program"), -1) << queue->finding().toStdString();
    const std::string id = queue->add(m_here.job("good")).value();
    ASSERT_TRUE(QueueFolder::inState(*queue, id, JobState::finished)) << "scoring goes on without it";
  }
  EXPECT_EQ(textIn(file), text);
}

TEST(QueueFile, ComesBackAsItWas) {
  ScoreJob job;
  job.id = "one";
  job.slide = fs::path("/slides/Präparat \xff 1.svs");
  job.bundle = "/bundle";
  job.bundleName = "Demonstrator 1.0";
  job.bundleStatus = BundleStatus::clinicalResearch;
  job.mpp = 0.1 + 0.2;
  job.mppReason = "because";
  job.facts = {"organ=colon"};
  job.outline = "/outline.geojson";
  job.title = "margin";
  job.outsideScope = "to try";
  job.out = "/out";
  job.state = JobState::notAssessable;
  job.reason = "too small.";
  job.result = "/out/one";
  job.added = job.started = job.ended = "2026-01-31T23:59:59Z";
  const auto read = parseQueue(formatQueue({job}));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, std::vector<ScoreJob>{job});
}

TEST(EngineLines, AreCutWhereverTheyArrive) {
  LineCutter cutter;
  EXPECT_TRUE(cutter.feed("one").empty());
  EXPECT_EQ(cutter.feed(" line\nand\n\nmo"), (std::vector<QByteArray>{"one line", "and", ""}));
  (void)cutter.feed(QByteArray(LineCutter::kLongestLine + 1, 'x'));
  EXPECT_EQ(cutter.feed("still the same\nnext\nrest"), std::vector<QByteArray>{"next"});
  EXPECT_EQ(cutter.rest(), "rest");
}

TEST(EngineLines, NumbersThatAreNoneMakeNoEvent) {
  const auto progress = [](const char* line) { return parseEngineLine(line).progress; };
  EXPECT_EQ(progress(R"({"event":"progress","stage":"score","done":3,"total":7,"etaSeconds":1.5})")->done, 3);
  for (const char* line :
       {R"({"event":"progress","stage":"score","done":8,"total":7})", R"({"event":"progress","done":-1,"total":7})",
        R"({"event":"progress","done":1e300,"total":1e301})", R"({"event":"progress","done":"3","total":7})",
        R"({"event":"progress"})", "[1]", "{", "snitt"})
    EXPECT_FALSE(progress(line)) << line;
  EXPECT_FALSE(parseEngineLine(R"({"event":"estimate","score":7,"lower95":0,"upper95":1})").estimate);
}

}  // namespace
}  // namespace snitt
