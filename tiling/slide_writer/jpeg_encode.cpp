#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <array>

#include "tiling/slide_writer/jpeg_encode_p.h"

namespace snitt {

// libjpeg reports failure by a call that must not return: it jumps to where the library was entered, over C alone.
struct JpegEncoder::State {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  std::jmp_buf jump{};
  std::array<char, JMSG_LENGTH_MAX> message{};
  unsigned char* buffer = nullptr;  // of malloc; grown by libjpeg
  unsigned long size = 0;
  JpegSettings settings;
  bool sound = false;

  explicit State(const JpegSettings& wanted) : settings(wanted) { sound = prepare(); }
  ~State() {
    jpeg_destroy_compress(&info);
    std::free(buffer);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  static void onError(j_common_ptr common) {
    auto* state = static_cast<State*>(common->client_data);
    common->err->format_message(common, state->message.data());
    std::longjmp(state->jump, 1);
  }
  static void onMessage(j_common_ptr, int) {}

  bool prepare() {
    info.err = jpeg_std_error(&errors);
    errors.error_exit = onError;
    errors.emit_message = onMessage;
    info.client_data = this;
    if (setjmp(jump) != 0) return false;
    jpeg_create_compress(&info);
    info.client_data = this;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_colorspace(&info, JCS_YCbCr);
    jpeg_set_quality(&info, settings.quality, TRUE);
    info.comp_info[0].h_samp_factor = settings.chromaSubsampled ? 2 : 1;
    info.comp_info[0].v_samp_factor = settings.chromaSubsampled ? 2 : 1;
    info.write_JFIF_header = FALSE;
    info.write_Adobe_marker = FALSE;
    return true;
  }

  // The buffer is given anew each time, since libjpeg leaves the one it was given when it needs more.
  void startBuffer() {
    std::free(buffer);
    buffer = nullptr;
    size = 0;
    jpeg_mem_dest(&info, &buffer, &size);
  }

  bool writePixels(const Image& rgb) {
    if (setjmp(jump) != 0) return false;
    startBuffer();
    info.image_width = static_cast<JDIMENSION>(rgb.widthPx);
    info.image_height = static_cast<JDIMENSION>(rgb.heightPx);
    jpeg_suppress_tables(&info, TRUE);
    jpeg_start_compress(&info, FALSE);
    while (info.next_scanline < info.image_height) {
      auto* row = const_cast<JSAMPROW>(rgb.row(static_cast<int>(info.next_scanline)));
      jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    return true;
  }

  bool writeTables() {
    if (setjmp(jump) != 0) return false;
    startBuffer();
    jpeg_suppress_tables(&info, FALSE);
    jpeg_write_tables(&info);
    return true;
  }

  Result<std::string> taken(bool written) {
    if (!written) {
      if (sound) jpeg_abort_compress(&info);
      return fail(ErrorKind::io, std::string("a picture could not be compressed: ") + message.data());
    }
    return std::string(reinterpret_cast<const char*>(buffer), size);
  }
};

JpegEncoder::JpegEncoder(const JpegSettings& settings) : m_state(std::make_unique<State>(settings)) {}
JpegEncoder::~JpegEncoder() = default;

Result<std::string> JpegEncoder::pixels(const Image& rgb) {
  return m_state->taken(m_state->sound && m_state->writePixels(rgb));
}

Result<std::string> JpegEncoder::tables() { return m_state->taken(m_state->sound && m_state->writeTables()); }

}  // namespace snitt
