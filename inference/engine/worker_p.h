// What every call into LibTorch needs around it: one intra-op thread, no gradients (but in training), and
// no exception that gets out.
#pragma once

#include <atomic>
#include <new>
#include <string>
#include <string_view>

#include <torch/torch.h>

#include "core/result.h"

namespace snitt {

// Threads that a GPU is kept busy with: one queues kernels while another one's run, and a third one uploads.
constexpr int workersOfAGpu = 3;

// OpenMP keeps its thread count per thread: one that starts later has as many again as the machine has cores, and
// oneDNN asks OpenMP, not LibTorch. So each thread is told once.
inline void useOneIntraOpThread() {
  thread_local const bool told = (at::set_num_threads(1), true);
  static_cast<void>(told);
}

// Runs `work` (returning a Result) on the calling thread. A failure of the device or of memory has kind io; where it
// was memory, `outOfMemory` is set.
template <class Work>
auto withoutExceptions(std::string_view where, Work work, std::atomic<bool>* outOfMemory = nullptr)
    -> decltype(work()) {
  try {
    useOneIntraOpThread();
    return work();
  } catch (const c10::OutOfMemoryError&) {
    if (outOfMemory != nullptr) *outOfMemory = true;
    return failIn(where, {ErrorKind::io, "the device is out of memory"});
  } catch (const std::bad_alloc&) {
    if (outOfMemory != nullptr) *outOfMemory = true;
    return failIn(where, {ErrorKind::io, "out of memory"});
  } catch (const c10::Error& error) {
    const std::string text = error.what_without_backtrace();
    return failIn(where, {ErrorKind::io, "LibTorch failed: " + text.substr(0, text.find('\n'))});
  } catch (const std::exception& error) {
    return failIn(where, {ErrorKind::io, std::string("LibTorch failed: ") + error.what()});
  }
}

// The same for work that needs no gradients.
template <class Work>
auto onWorker(std::string_view where, Work work, std::atomic<bool>* outOfMemory = nullptr) -> decltype(work()) {
  return withoutExceptions(
      where,
      [&] {
        const c10::InferenceMode inference;
        return work();
      },
      outOfMemory);
}

}  // namespace snitt
