#include "tiling/readers/jpeg_decode.h"

#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include <array>
#include <string>

namespace snitt {

namespace {

// A progressive stream may name any number of scans, each of which costs a pass over the tile.
constexpr int kMostScans = 200;
// Encoders pad by a byte or two; more entropy code after the last pixel means that the decoder lost its place.
constexpr std::size_t kMostLeftOver = 32;

struct ErrorManager {
  jpeg_error_mgr base;
  std::jmp_buf jump;
  std::array<char, JMSG_LENGTH_MAX> message;
};

[[noreturn]] void giveUp(j_common_ptr info) {
  auto* manager = reinterpret_cast<ErrorManager*>(info->err);
  info->err->format_message(info, manager->message.data());
  std::longjmp(manager->jump, 1);
}

[[noreturn]] void giveUp(j_common_ptr info, const char* reason) {
  auto* manager = reinterpret_cast<ErrorManager*>(info->err);
  std::snprintf(manager->message.data(), manager->message.size(), "%s", reason);
  std::longjmp(manager->jump, 1);
}

void onError(j_common_ptr info) { giveUp(info); }

void onMessage(j_common_ptr info, int level) {
  if (level < 0) giveUp(info);
}

void onProgress(j_common_ptr info) {
  if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > kMostScans)
    giveUp(info, "the JPEG data hold too many scans");
}

const unsigned char* bytesOf(std::span<const std::byte> data) {
  return reinterpret_cast<const unsigned char*>(data.data());
}

// libjpeg leaves by longjmp: between run() and there nothing may live that has a destructor.
class Decoder {
 public:
  Decoder() {
    m_info.err = jpeg_std_error(&m_error.base);
    m_error.base.error_exit = onError;
    m_error.base.emit_message = onMessage;
  }
  ~Decoder() { jpeg_destroy_decompress(&m_info); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  [[nodiscard]] bool run(const JpegTile& tile, Image& rgb) {
    if (setjmp(m_error.jump) != 0) return false;
    decode(tile, rgb);
    return true;
  }

  [[nodiscard]] std::string message() const { return m_error.message.data(); }

 private:
  void decode(const JpegTile& tile, Image& rgb) {
    jpeg_create_decompress(&m_info);
    m_progress.progress_monitor = onProgress;
    m_info.progress = &m_progress;
    if (!tile.tables.empty()) {
      jpeg_mem_src(&m_info, bytesOf(tile.tables), tile.tables.size());
      if (jpeg_read_header(&m_info, FALSE) != JPEG_HEADER_TABLES_ONLY) stop("the shared JPEG tables are damaged");
    }
    jpeg_mem_src(&m_info, bytesOf(tile.data), tile.data.size());
    jpeg_read_header(&m_info, TRUE);
    if (m_info.image_width != static_cast<JDIMENSION>(rgb.widthPx) ||
        m_info.image_height != static_cast<JDIMENSION>(rgb.heightPx))
      stop("the JPEG data have another size than the tile");
    if (m_info.num_components != 3) stop("the JPEG data do not hold three colours");
    m_info.jpeg_color_space = tile.yCbCr ? JCS_YCbCr : JCS_RGB;
    m_info.out_color_space = JCS_RGB;
    m_info.dct_method = JDCT_ISLOW;
    jpeg_start_decompress(&m_info);
    readRows(rgb);
    checkLeftOver();
  }

  void readRows(Image& rgb) {
    std::array<JSAMPROW, 8> rows{};
    while (m_info.output_scanline < m_info.output_height) {
      const auto first = static_cast<int>(m_info.output_scanline);
      JDIMENSION count = 0;
      for (; count < rows.size() && first + static_cast<int>(count) < rgb.heightPx; ++count)
        rows[count] = rgb.row(first + static_cast<int>(count));
      jpeg_read_scanlines(&m_info, rows.data(), count);
    }
  }

  void checkLeftOver() {
    if (m_info.unread_marker != 0) return;
    const unsigned char* next = m_info.src->next_input_byte;
    std::size_t left = 0;
    for (; left + 1 < m_info.src->bytes_in_buffer; ++left)
      if (next[left] == 0xFF && next[left + 1] == JPEG_EOI) break;
    if (left > kMostLeftOver) stop("the JPEG data go on after the last pixel");
  }

  [[noreturn]] void stop(const char* reason) { giveUp(reinterpret_cast<j_common_ptr>(&m_info), reason); }

  jpeg_decompress_struct m_info{};
  jpeg_progress_mgr m_progress{};
  ErrorManager m_error{};
};

}  // namespace

Result<void> decodeJpegTile(const JpegTile& tile, Image& rgb) {
  Decoder decoder;
  if (!decoder.run(tile, rgb)) return fail(ErrorKind::corrupt, decoder.message());
  return {};
}

}  // namespace snitt
