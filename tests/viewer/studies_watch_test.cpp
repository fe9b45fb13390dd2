// A register that is followed while its share hangs.
#include <gtest/gtest.h>

#include "support/open_view.h"
#include "support/sample_register.h"
#include "support/slow_slide.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "ui/document/reaper.h"
#include "ui/studies/latest_work.h"
#include "ui/studies/register_watch.h"

namespace snitt::test {
namespace {

TEST(StudiesWatch, ARegisterThatHangsDoesNotKeepAnotherFromBeingRead) {
  TempFolder folder;
  const SampleRegister sample(folder / "data");
  sample.lock("Elvehavn 2026");
  writeBytes(folder / "hangs.jsonl", "");
  auto gate = std::make_shared<Gate>();
  RegisterWatch watch(folder / "hangs.jsonl", std::chrono::milliseconds(20), nullptr,
                      [gate](const std::filesystem::path& file) {
                        if (file.filename() == "hangs.jsonl") gate->pass();
                        return readRegister(file);
                      });
  ASSERT_TRUE(waitFor([&] { return gate->waiting() == 1; }));
  watch.lookNow();
  EXPECT_FALSE(watch.hasLooked());
  watch.setFile(sample.file());
  ASSERT_TRUE(waitFor([&] { return watch.reading() != nullptr; }));
  EXPECT_EQ(watch.reading()->locks.size(), 1U);
  // It is followed, and what the first one gives in the end is not taken for it.
  gate->open();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::milliseconds(kLongMs)));
  sample.lock("Nordvik 2026");
  ASSERT_TRUE(waitFor([&] { return watch.reading()->locks.size() == 2; }));
  EXPECT_FALSE(watch.fault());
}

TEST(StudiesWatch, OnlyTheLastLookCountsAndNoneWaitsForOneThatHangs) {
  auto gate = std::make_shared<Gate>();
  QObject receiver;
  std::string taken;
  LatestWork work;
  const auto look = [&](char letter, const std::shared_ptr<Gate>& hangs) {
    work.run<char>(
        &receiver,
        [letter, hangs](const std::stop_token&) {
          if (hangs) hangs->pass();
          return letter;
        },
        [&](char one) { taken += one; });
  };
  look('a', gate);
  ASSERT_TRUE(waitFor([&] { return gate->waiting() == 1; }));
  look('b', nullptr);
  ASSERT_TRUE(waitFor([&] { return taken == "b"; }));
  look('c', nullptr);
  work.drop();
  gate->open();
  ASSERT_TRUE(Reaper::allEnded(std::chrono::milliseconds(kLongMs)));
  QCoreApplication::processEvents();
  EXPECT_EQ(taken, "b");
}

}  // namespace
}  // namespace snitt::test
