// Reading and writing the notes of one slide takes turns in the order in which it was asked for, whichever document
// asked: a slide that is opened again must find what was placed a moment before it was closed.
#pragma once

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <stop_token>

namespace snitt {

// Done once everything that was asked of this slide's notes before has ended; invalid where nothing was. The promise
// ends this turn when it is kept or dropped. For the UI thread.
[[nodiscard]] std::shared_future<void> takeTurn(const std::filesystem::path& slide,
                                                const std::shared_ptr<std::promise<void>>& turn);

// `work`, waiting for its turn. Jobs of one slide must be given to their threads in the order of this call.
template <class T, class Work>
std::function<T(const std::stop_token&)> inTurn(const std::filesystem::path& slide, Work work) {
  auto turn = std::make_shared<std::promise<void>>();
  return [before = takeTurn(slide, turn), turn, work = std::move(work)](const std::stop_token& stop) -> T {
    if (before.valid()) before.wait();
    T result = work(stop);
    turn->set_value();
    return result;
  };
}

}  // namespace snitt
