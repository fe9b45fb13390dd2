// A queue of scoring whose engine is `fake_engine`, with folders of the test's own.
#pragma once

#include <QTest>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "support/open_view.h"
#include "support/temp_folder.h"
#include "ui/jobs/score_queue.h"

namespace snitt::test {

inline std::string textIn(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

class QueueFolder {
 public:
  QueueFolder() {
    std::filesystem::create_directory(folder / "slides");
    std::filesystem::create_directory(folder / "bundle");
    options.dataFolder = folder / "data";
    options.program = SNITT_FAKE_ENGINE;
    options.times.patience = std::chrono::milliseconds(300);
  }

  // Of the behaviour that the name begins with.
  [[nodiscard]] ScoreJob job(const std::string& kind) const {
    ScoreJob one;
    one.slide = folder / "slides" / (kind + ".svs");
    std::ofstream(one.slide) << "no slide";
    one.bundle = folder / "bundle";
    one.bundleName = "Sample 1.0";
    one.bundleStatus = BundleStatus::research;
    one.out = folder / "out";
    return one;
  }

  [[nodiscard]] std::unique_ptr<ScoreQueue> queue() const { return std::make_unique<ScoreQueue>(options); }

  [[nodiscard]] static bool inState(const ScoreQueue& queue, const std::string& id, JobState state) {
    return waitFor([&] { return queue.find(id) != nullptr && queue.find(id)->state == state; });
  }

  // Runs one job to its end.
  [[nodiscard]] ScoreJob run(const ScoreJob& job) const {
    const auto one = queue();
    const auto id = one->add(job);
    if (!id) return {};
    if (!waitFor([&] { return hasEnded(one->find(*id)->state); })) return {};
    // What is cleared away afterwards.
    QTest::qWait(50);
    return *one->find(*id);
  }

  // Folders and files in the output folder, hidden ones too.
  [[nodiscard]] std::vector<std::string> results() const {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "out", ignored))
      names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
  }

  TempFolder folder;
  QueueOptions options;
};

}  // namespace snitt::test
