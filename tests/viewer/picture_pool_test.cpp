#include "ui/view/picture_pool.h"

#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace snitt {
namespace {

TEST(PicturePool, PicturesShareNothingAndTheirMemoryIsUsedAgain) {
  const auto pool = PicturePool::make(240);
  std::set<const uchar*> first;
  {
    std::vector<QImage> pictures;
    for (int i = 0; i < 50; ++i) {
      pictures.push_back(pool->take(240, 240));
      ASSERT_FALSE(pictures.back().isNull());
      pictures.back().fill(QColor(i, 2 * i, 3 * i));
      first.insert(pictures.back().constBits());
    }
    for (int i = 0; i < 50; ++i) {
      EXPECT_EQ(pictures[static_cast<std::size_t>(i)].pixelColor(0, 0), QColor(i, 2 * i, 3 * i));
      EXPECT_EQ(pictures[static_cast<std::size_t>(i)].pixelColor(239, 239), QColor(i, 2 * i, 3 * i));
    }
  }
  EXPECT_EQ(first.size(), 50U);
  std::vector<QImage> again;
  for (int i = 0; i < 50; ++i) {
    again.push_back(pool->take(240, 239));
    EXPECT_TRUE(first.contains(again.back().constBits()));
  }
}

TEST(PicturePool, APictureOutlivesThePool) {
  auto pool = PicturePool::make(256);
  QImage picture = pool->take(256, 256);
  QImage shared = picture;
  pool.reset();
  picture.fill(Qt::red);
  EXPECT_EQ(picture.pixelColor(255, 255), QColor(Qt::red));
  shared = {};
}

}  // namespace
}  // namespace snitt
