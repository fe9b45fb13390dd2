// Work off the UI thread of which only what was asked for last counts: what was asked for before is asked to stop, and
// gives nothing any more. Nothing waits for what was asked for before it, which may hang in a share. UI thread.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

#include "ui/document/background.h"

namespace snitt {

class LatestWork {
 public:
  // As Background::run.
  template <class T>
  void run(QObject* receiver, std::function<T(const std::stop_token&)> work, std::function<void(T)> done) {
    m_work = std::make_unique<Background>();
    m_work->run<T>(receiver, std::move(work), std::move(done));
  }
  void drop() { m_work.reset(); }

 private:
  std::unique_ptr<Background> m_work;
};

}  // namespace snitt
