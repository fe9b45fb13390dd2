#include "tiling/display_look.h"

#ifdef __x86_64__
#include <tmmintrin.h>
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "tiling/icc_transform_p.h"
#include "tiling/stain_view_p.h"

namespace snitt {
namespace {

constexpr std::size_t blockPixels = 2048;  // between two steps; fits a core's first cache

double within(double value, double least, double most, double otherwise) {
  return std::isnan(value) ? otherwise : std::clamp(value, least, most);
}

DisplayLook usable(DisplayLook look) {
  const DisplayLook plain;
  look.brightness = within(look.brightness, -1, 1, plain.brightness);
  look.contrast = within(look.contrast, 0.1, 5, plain.contrast);
  look.gamma = within(look.gamma, 0.2, 5, plain.gamma);
  if (look.stain < StainView::colour || look.stain > StainView::residual) look.stain = StainView::colour;
  return look;
}

using Tone = std::array<std::uint8_t, 256>;

Tone toneOf(const DisplayLook& look) {
  Tone tone{};
  for (std::size_t level = 0; level < tone.size(); ++level) {
    const double in = static_cast<double>(level) / 255;
    const double straight = std::clamp((in - 0.5) * look.contrast + 0.5 + look.brightness, 0.0, 1.0);
    tone[level] = static_cast<std::uint8_t>(std::lround(255 * std::pow(straight, 1 / look.gamma)));
  }
  return tone;
}

bool isPlain(const Tone& tone) {
  for (std::size_t level = 0; level < tone.size(); ++level)
    if (tone[level] != level) return false;
  return true;
}

// Packs as many pixels as it can and tells how many.
#ifdef __x86_64__
__attribute__((target("ssse3"))) std::size_t packFours(const std::uint8_t* in, std::uint32_t* out, std::size_t count) {
  const __m128i order = _mm_setr_epi8(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1);
  const __m128i opaque = _mm_set1_epi32(static_cast<int>(0xFF000000U));
  std::size_t done = 0;
  // Sixteen bytes are read for the twelve of four pixels.
  for (; done + 6 <= count; done += 4) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in + 3 * done));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + done), _mm_or_si128(_mm_shuffle_epi8(bytes, order), opaque));
  }
  return done;
}

std::size_t packFast(const std::uint8_t* in, std::uint32_t* out, std::size_t count) {
  static const bool able = __builtin_cpu_supports("ssse3") != 0;
  return able ? packFours(in, out, count) : 0;
}
#else
std::size_t packFast(const std::uint8_t*, std::uint32_t*, std::size_t) { return 0; }
#endif

void pack(std::span<const std::uint8_t> rgb, std::span<std::uint32_t> out) {
  for (std::size_t i = packFast(rgb.data(), out.data(), out.size()); i < out.size(); ++i) {
    const std::uint8_t* in = rgb.data() + 3 * i;
    out[i] = 0xFF000000U | static_cast<std::uint32_t>(in[0]) << 16U | static_cast<std::uint32_t>(in[1]) << 8U | in[2];
  }
}

// A tone, each level ready in its place of the pixel.
class ToneTable {
 public:
  explicit ToneTable(const Tone& tone) {
    for (std::size_t level = 0; level < tone.size(); ++level) {
      m_red[level] = 0xFF000000U | static_cast<std::uint32_t>(tone[level]) << 16U;
      m_green[level] = static_cast<std::uint32_t>(tone[level]) << 8U;
      m_blue[level] = tone[level];
    }
  }

  void apply(std::span<const std::uint8_t> rgb, std::span<std::uint32_t> out) const {
    const std::uint8_t* in = rgb.data();
    for (std::uint32_t& pixel : out) {
      pixel = m_red[in[0]] | m_green[in[1]] | m_blue[in[2]];
      in += 3;
    }
  }

 private:
  std::array<std::uint32_t, 256> m_red{};
  std::array<std::uint32_t, 256> m_green{};
  std::array<std::uint32_t, 256> m_blue{};
};

class TableRenderer final : public LookRenderer {
 public:
  TableRenderer(const DisplayLook& look, std::span<const std::uint8_t> iccProfile) : m_look(usable(look)) {
    if (m_look.useIccProfile && !iccProfile.empty()) {
      if (auto transform = iccTransformOf(iccProfile))
        m_profile = std::move(*transform);
      else
        m_profileFinding = "the slide's colour profile is not used: " + transform.error().message;
    }
    const Tone tone = toneOf(m_look);
    if (m_look.stain != StainView::colour)
      m_stain.emplace(m_look.stain, tone);
    else if (!isPlain(tone))
      m_tone.emplace(tone);
  }

  void toScreen(std::span<const std::uint8_t> rgb, std::span<std::uint32_t> out) const override {
    if (m_profile == nullptr || !m_profile->toSrgb) return finish(rgb, out.first(rgb.size() / 3));
    std::array<std::uint8_t, 3 * blockPixels> block;
    for (std::size_t pixel = 0; pixel < rgb.size() / 3; pixel += blockPixels) {
      const std::size_t count = std::min(blockPixels, rgb.size() / 3 - pixel);
      const auto converted = std::span(block).first(3 * count);
      m_profile->toSrgb->apply(rgb.subspan(3 * pixel, 3 * count), converted);
      finish(converted, out.subspan(pixel, count));
    }
  }

  [[nodiscard]] const DisplayLook& look() const override { return m_look; }
  [[nodiscard]] bool appliesProfile() const override { return m_profile != nullptr; }
  [[nodiscard]] const std::string& profileFinding() const override { return m_profileFinding; }

 private:
  void finish(std::span<const std::uint8_t> rgb, std::span<std::uint32_t> out) const {
    if (m_stain)
      m_stain->apply(rgb, out);
    else if (m_tone)
      m_tone->apply(rgb, out);
    else
      pack(rgb, out);
  }

  DisplayLook m_look;
  std::shared_ptr<const IccTransform> m_profile;
  std::string m_profileFinding;
  std::optional<StainTable> m_stain;  // with the tone in it
  std::optional<ToneTable> m_tone;
};

}  // namespace

std::shared_ptr<const LookRenderer> LookRenderer::make(const DisplayLook& look,
                                                       std::span<const std::uint8_t> iccProfile) {
  return std::make_shared<const TableRenderer>(look, iccProfile);
}

std::string iccProfileName(std::span<const std::uint8_t> profile) {
  const auto transform = iccTransformOf(profile);
  return transform ? (*transform)->name : std::string();
}

}  // namespace snitt
