// Lists a folder and makes thumbnails of its slides on two threads. The storage may hang: nothing here waits for it,
// and the threads own all that they use.
#pragma once

#include <QObject>
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "core/result.h"
#include "ui/panels/slide_folder.h"
#include "ui/panels/thumbnail.h"

namespace snitt {

// Made, used and destroyed on the UI thread, where `listed` and `made` are called too, as long as the job lives.
class FolderJob {
 public:
  struct Order {
    std::filesystem::path folder;
    int edgePx = 160;           // longest edge of a thumbnail, device pixels
    SlideOpener opener;         // called from two threads at once
    bool fingerprints = false;  // with each thumbnail
    std::function<void(Result<std::vector<FolderSlide>>)> listed;
    std::function<void(const Thumbnail&)> made;
  };

  // Begins to list. `receiver` outlives the job.
  FolderJob(QObject* receiver, Order order);
  // Hands its threads to the Reaper.
  ~FolderJob();
  FolderJob(const FolderJob&) = delete;
  FolderJob& operator=(const FolderJob&) = delete;

  // Replaces what was asked for before, most urgent first. What is being made already is finished.
  void want(std::vector<std::filesystem::path> slides);

 private:
  struct State;
  struct Worker {
    std::jthread thread;
    std::shared_ptr<std::atomic<bool>> ended;
  };
  void start(bool lists);

  std::shared_ptr<State> m_state;
  std::vector<Worker> m_workers;
};

}  // namespace snitt
