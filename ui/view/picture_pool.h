// Memory for the pictures of tiles, which come and go by the hundred and are all of one size. Fresh memory costs a page
// fault for each 4 KiB, which takes about as long as decoding does: here it comes in large pages and is used again.
// Any thread may call; pictures may outlive the pool's last owner.
#pragma once

#include <QImage>

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace snitt {

class PicturePool : public std::enable_shared_from_this<PicturePool> {
 public:
  [[nodiscard]] static std::shared_ptr<PicturePool> make(int tilePx);
  ~PicturePool();
  PicturePool(const PicturePool&) = delete;
  PicturePool& operator=(const PicturePool&) = delete;

  // Format_RGB32, not cleared, at most tilePx wide and high; null where there is not enough memory. Pictures much
  // smaller than a tile get memory of their own. What is taken stays with the pool until it ends, for the next one.
  [[nodiscard]] QImage take(int widthPx, int heightPx);

 private:
  explicit PicturePool(int tilePx);
  struct Slot;
  static void giveBack(void* slot);
  [[nodiscard]] unsigned char* slot();

  std::size_t m_slotBytes;
  std::mutex m_mutex;
  std::vector<unsigned char*> m_free;
  std::vector<unsigned char*> m_blocks;
};

}  // namespace snitt
