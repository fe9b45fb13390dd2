#include "ui/panels/folder_job.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "ui/document/reaper.h"

namespace snitt {

struct FolderJob::State {
  Order order;  // not changed once the threads run

  std::mutex mutex;
  std::condition_variable_any changed;
  std::deque<std::filesystem::path> wanted;
  std::set<std::filesystem::path> inWork;
  QObject* receiver = nullptr;  // null once the job is gone

  // Under the mutex, so that the receiver cannot go meanwhile; the queue drops what it has not got by then.
  template <class Call>
  void post(Call call) {
    const std::lock_guard lock(mutex);
    if (receiver != nullptr) QMetaObject::invokeMethod(receiver, std::move(call), Qt::QueuedConnection);
  }

  std::optional<std::filesystem::path> next(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    changed.wait(lock, stop, [this] { return !wanted.empty(); });
    if (stop.stop_requested()) return std::nullopt;
    std::filesystem::path slide = wanted.front();
    wanted.pop_front();
    inWork.insert(slide);
    return slide;
  }
};

namespace {

Result<std::vector<FolderSlide>> listed(const std::filesystem::path& folder, const std::stop_token& stop) try {
  return slidesIn(folder, stop);
} catch (const std::exception& error) {
  return fail(ErrorKind::io, folder.string() + " cannot be listed: " + error.what());
}

}  // namespace

FolderJob::FolderJob(QObject* receiver, Order order) : m_state(std::make_shared<State>()) {
  m_state->order = std::move(order);
  m_state->receiver = receiver;
  start(true);
  start(false);
}

FolderJob::~FolderJob() {
  {
    const std::lock_guard lock(m_state->mutex);
    m_state->receiver = nullptr;
  }
  for (Worker& worker : m_workers) Reaper::take(std::move(worker.thread), std::move(worker.ended));
}

void FolderJob::want(std::vector<std::filesystem::path> slides) {
  {
    const std::lock_guard lock(m_state->mutex);
    m_state->wanted.clear();
    for (std::filesystem::path& slide : slides)
      if (!m_state->inWork.contains(slide)) m_state->wanted.push_back(std::move(slide));
  }
  m_state->changed.notify_all();
}

void FolderJob::start(bool lists) {
  auto ended = std::make_shared<std::atomic<bool>>(false);
  auto work = [state = m_state, ended, lists](const std::stop_token& stop) mutable {
    // Posted as queued calls: the job may be gone before the UI thread comes to them, so they look through the state.
    if (lists)
      state->post([state, slides = listed(state->order.folder, stop)] {
        if (state->receiver != nullptr) state->order.listed(slides);
      });
    while (const auto slide = state->next(stop)) {
      Thumbnail thumbnail =
          makeThumbnail(*slide, state->order.opener, state->order.edgePx, stop, state->order.fingerprints);
      if (stop.stop_requested()) break;
      state->post([state, made = std::move(thumbnail)] {
        {
          const std::lock_guard lock(state->mutex);
          state->inWork.erase(made.slide);
        }
        if (state->receiver != nullptr) state->order.made(made);
      });
    }
    state.reset();
    ended->store(true);
  };
  m_workers.push_back({std::jthread(std::move(work)), std::move(ended)});
}

}  // namespace snitt
