#include "tiling/phantom/light_p.h"

#include <cmath>

namespace snitt::phantom {
namespace {

constexpr int tableSize = 8192;
constexpr float mostDensity = 4;
constexpr float perDensity = tableSize / mostDensity;
constexpr std::array<float, 3> kHaemoglobin{0.10F, 1.0F, 0.86F};  // optical density of red, green, blue
constexpr std::size_t noiseSize = 1U << 16;

// Normal numbers of variance 1; rows of the sensor begin anywhere in it.
const std::vector<float>& sensorNoise() {
  static const std::vector<float> all = [] {
    std::vector<float> values(2 * noiseSize);
    for (std::size_t i = 0; i < noiseSize; ++i)
      values[i] = values[i + noiseSize] = Draws(hashOf(static_cast<std::int32_t>(i), 7, 0x9000U)).normal();
    return values;
  }();
  return all;
}

// Point spread, sharpened: it has negative sides then, as scanners' pictures have bright seams around nuclei.
std::vector<float> kernelOf(const ScannerProfile& scanner, double mpp) {
  const double sigma = std::max(scanner.blurUm / mpp, 0.3);
  const int radius = std::clamp(static_cast<int>(std::ceil(2.6 * sigma)), 1, 6);
  std::vector<double> values;
  double sums[2] = {0, 0};
  for (int i = -radius; i <= radius; ++i) {
    sums[0] += std::exp(-0.5 * i * i / (sigma * sigma));
    sums[1] += std::exp(-0.125 * i * i / (sigma * sigma));
  }
  double sum = 0;
  for (int i = -radius; i <= radius; ++i) {
    const double sharp = std::exp(-0.5 * i * i / (sigma * sigma)) / sums[0];
    const double soft = std::exp(-0.125 * i * i / (sigma * sigma)) / sums[1];
    values.push_back((1 + scanner.sharpening) * sharp - scanner.sharpening * soft);
    sum += values.back();
  }
  std::vector<float> kernel;
  for (const double value : values) kernel.push_back(static_cast<float>(value / sum));
  return kernel;
}

struct Mixing {
  std::array<float, 3> haematoxylin, eosin, blood;
};

SNITT_WIDE void transmitRow(const float* h, const float* e, const float* b, std::size_t count, const Mixing& mixing,
                            std::size_t channel, const float* table, float* out) {
  const float ofH = mixing.haematoxylin[channel] * perDensity;
  const float ofE = mixing.eosin[channel] * perDensity;
  const float ofB = mixing.blood[channel] * perDensity;
  for (std::size_t i = 0; i < count; ++i) {
    const float at = std::min(std::max(ofH * h[i] + ofE * e[i] + ofB * b[i], 0.0F), static_cast<float>(tableSize - 1));
    out[i] = table[static_cast<std::int32_t>(at)];
  }
}

SNITT_WIDE void blurRows(const float* in, int stride, const float* kernel, int taps, int count, float* out) {
  for (int x = 0; x < count; ++x) out[x] = in[x] * kernel[0];
  for (int t = 1; t < taps; ++t) {
    const float* line = in + static_cast<std::ptrdiff_t>(t) * stride;
    const float weight = kernel[t];
    for (int x = 0; x < count; ++x) out[x] += line[x] * weight;
  }
}

SNITT_WIDE void developRow(const float* r, const float* g, const float* b, const float* noiseA, const float* noiseB,
                           const float* noiseC, float noise, const float* shade, int count, std::uint8_t* rgb) {
  for (int x = 0; x < count; ++x) {
    const float common = 0.5F * noise * noiseA[x];
    const float red = r[x] * shade[x] + common + noise * 0.8F * noiseB[x];
    const float green = g[x] * shade[x] + common + noise * 0.6F * noiseC[x];
    const float blue = b[x] * shade[x] + common - noise * 0.8F * noiseC[x + 1];
    rgb[3 * x] = static_cast<std::uint8_t>(std::min(std::max(red + 0.5F, 0.0F), 255.0F));
    rgb[3 * x + 1] = static_cast<std::uint8_t>(std::min(std::max(green + 0.5F, 0.0F), 255.0F));
    rgb[3 * x + 2] = static_cast<std::uint8_t>(std::min(std::max(blue + 0.5F, 0.0F), 255.0F));
  }
}

}  // namespace

Light::Light(const Scene& scene) : m_scene(scene), m_kernel(kernelOf(scene.recipe.scanner, scene.recipe.mpp)) {
  const ScannerProfile& scanner = scene.recipe.scanner;
  for (std::size_t c = 0; c < 3; ++c) {
    m_transmission[c].resize(tableSize);
    for (int i = 0; i < tableSize; ++i) {
      const double density = (i + 0.5) / perDensity;
      m_transmission[c][static_cast<std::size_t>(i)] =
          scanner.glass[c] * static_cast<float>(std::pow(10.0, -density * scanner.gamma));
    }
  }
}

void Light::transmit(const Canvas& canvas, Planes& planes) const {
  const ScannerProfile& scanner = m_scene.recipe.scanner;
  const float ofH = scanner.haematoxylinAmount * m_scene.traits.haematoxylin;
  const float ofE = scanner.eosinAmount * m_scene.traits.eosin;
  Mixing mixing{};
  for (std::size_t c = 0; c < 3; ++c) {
    mixing.haematoxylin[c] = ofH * scanner.haematoxylin[c];
    mixing.eosin[c] = ofE * scanner.eosin[c];
    mixing.blood[c] = ofE * kHaemoglobin[c];
  }
  for (std::size_t c = 0; c < 3; ++c) {
    planes[c].resize(canvas.eosin.size());
    transmitRow(canvas.haematoxylin.data(), canvas.eosin.data(), canvas.blood.data(), canvas.eosin.size(), mixing, c,
                m_transmission[c].data(), planes[c].data());
  }
}

void Light::addPen(std::int64_t left, std::int64_t top, int width, int height, Planes& planes) const {
  if (!m_scene.artefacts.hasPen()) return;
  const std::array<float, 3> density = m_scene.artefacts.penDensity();
  const auto mpp = static_cast<float>(m_scene.recipe.mpp);
  const auto um = [mpp](std::int64_t px) { return static_cast<float>(static_cast<double>(px) + 0.5) * mpp; };
  // Far from the stroke nothing is asked a second time.
  const float diagonal = mpp * std::sqrt(static_cast<float>(width * width + height * height)) / 2;
  if (m_scene.artefacts.penAt(um(left + width / 2), um(top + height / 2)) < -2 * diagonal - 60) return;
  std::size_t at = 0;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x, ++at) {
      const float inside = m_scene.artefacts.penAt(um(left + x), um(top + y));
      if (inside < -4) continue;
      const float streak = 1 + 0.12F * wave(um(left + x) / 21, um(top + y) / 170, 0x9100U) +
                           0.06F * wave(um(left + x) / 60, um(top + y) / 60, 0x9101U);
      const float amount = clamped(inside / 8 + 0.5F) * streak;
      for (std::size_t c = 0; c < 3; ++c) planes[c][at] *= std::pow(10.0F, -density[c] * amount);
    }
}

void Light::develop(const Planes& planes, int stride, std::int64_t x, std::int64_t y, int width, int height,
                    Image& tile, int tileX, int tileY) const {
  const PhantomRecipe& recipe = m_scene.recipe;
  const std::vector<float>& noise = sensorNoise();
  std::vector<float> shade(static_cast<std::size_t>(width));
  for (int row = 0; row < height; ++row) {
    const double down = 2 * (static_cast<double>(y + row) / recipe.heightPx) - 1;
    for (int i = 0; i < width; ++i) {
      const double along = 2 * (static_cast<double>(x + i) / recipe.widthPx) - 1;
      shade[static_cast<std::size_t>(i)] =
          static_cast<float>(1 - recipe.scanner.shade * 0.5 * (0.7 * along * along + down * down + 0.3 * along));
    }
    std::array<const float*, 3> lines{};
    for (int c = 0; c < 3; ++c) {
      const std::uint32_t start = hashOf(static_cast<std::int32_t>(y + row), c, m_scene.traits.seed ^ 0x9200U);
      lines[static_cast<std::size_t>(c)] = noise.data() + ((start + static_cast<std::uint32_t>(x)) & (noiseSize - 1));
    }
    const std::size_t at = static_cast<std::size_t>(row) * static_cast<std::size_t>(stride);
    developRow(planes[0].data() + at, planes[1].data() + at, planes[2].data() + at, lines[0], lines[1], lines[2],
               recipe.scanner.noise, shade.data(), width, tile.pixel(tileX, tileY + row));
  }
}

void Light::expose(const Canvas& canvas, Image& tile, int tileX, int tileY) const {
  thread_local Planes planes;
  thread_local Planes out;
  transmit(canvas, planes);
  addPen(canvas.left, canvas.top, canvas.width, canvas.height, planes);
  const int margin = marginPx();
  const int taps = static_cast<int>(m_kernel.size());
  const int width = canvas.width - 2 * margin;
  const int height = canvas.height - 2 * margin;
  std::vector<float> line(static_cast<std::size_t>(canvas.width));
  for (std::size_t c = 0; c < 3; ++c) {
    out[c].resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
      blurRows(planes[c].data() + canvas.index(0, y), canvas.width, m_kernel.data(), taps, canvas.width, line.data());
      blurRows(line.data(), 1, m_kernel.data(), taps, width,
               out[c].data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width));
    }
  }
  develop(out, width, canvas.left + margin, canvas.top + margin, width, height, tile, tileX, tileY);
}

void Light::exposeGlass(std::int64_t x, std::int64_t y, int widthPx, int heightPx, Image& tile, int tileX,
                        int tileY) const {
  Planes planes;
  for (std::size_t c = 0; c < 3; ++c)
    planes[c].assign(static_cast<std::size_t>(widthPx) * static_cast<std::size_t>(heightPx), m_transmission[c][0]);
  develop(planes, widthPx, x, y, widthPx, heightPx, tile, tileX, tileY);
}

}  // namespace snitt::phantom
