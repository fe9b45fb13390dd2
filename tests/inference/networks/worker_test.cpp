#include "inference/engine/worker_p.h"

#include <dlfcn.h>

#include <thread>

#include <gtest/gtest.h>

#include "inference/engine/engine.h"

namespace snitt {
namespace {

// As `snitt` does at its start; without it every test here would compete with OpenMP's threads of all the others.
class OneThread : public ::testing::Environment {
 public:
  void SetUp() override { useOneThreadPerWorker(); }
};
[[maybe_unused]] const auto* const environment = ::testing::AddGlobalTestEnvironment(new OneThread);

// OpenMP counts per thread, and a new thread starts afresh.
TEST(Worker, EachNewThreadComputesAlone) {
  // Asked of OpenMP itself: LibTorch sets the count when it is asked for it, oneDNN does not.
  auto* const mostThreads = reinterpret_cast<int (*)()>(dlsym(RTLD_DEFAULT, "omp_get_max_threads"));
  if (mostThreads == nullptr) GTEST_SKIP() << "this LibTorch does not use OpenMP";
  int threads = 0;
  std::jthread([&] { threads = onWorker("work", [&]() -> Result<int> { return mostThreads(); }).value(); }).join();
  EXPECT_EQ(threads, 1);
}

TEST(Worker, PassesResultsAndErrorsThrough) {
  EXPECT_EQ(onWorker("work", []() -> Result<int> { return 3; }).value(), 3);
  const auto refused = onWorker("work", []() -> Result<int> { return fail(ErrorKind::model, "as it is"); });
  EXPECT_EQ(refused.error().message, "as it is");
}

TEST(Worker, TurnsExceptionsIntoOneSentence) {
  const auto wrong = onWorker("work", []() -> Result<void> {
    static_cast<void>(at::matmul(at::ones({2, 3}), at::ones({2, 3})));
    return {};
  });
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::io);
  EXPECT_EQ(wrong.error().message.rfind("work: LibTorch failed: ", 0), 0U) << wrong.error().message;
  EXPECT_EQ(wrong.error().message.find('\n'), std::string::npos);
  const auto memory = onWorker("work", []() -> Result<void> { throw std::bad_alloc(); });
  EXPECT_EQ(memory.error().message, "work: out of memory");
}

}  // namespace
}  // namespace snitt
