#include "tiling/phantom/nucleus_p.h"

#include <cmath>

#include "tiling/phantom/textures_p.h"

namespace snitt::phantom {
namespace {

struct Box {
  int left, top, right, bottom;  // right and bottom are outside
};

// Pixels of the canvas within a reach of a place, µm.
Box boxAround(const Canvas& canvas, float x, float y, float reachX, float reachY) {
  const auto first = [&](float um, std::int64_t origin) {
    return static_cast<int>(static_cast<std::int64_t>(std::floor(um / canvas.mpp)) - origin);
  };
  return {std::max(0, first(x - reachX, canvas.left)), std::max(0, first(y - reachY, canvas.top)),
          std::min(canvas.width, first(x + reachX, canvas.left) + 1),
          std::min(canvas.height, first(y + reachY, canvas.top) + 1)};
}

// One row of pixels. Offsets are taken from the slide's own coordinates, so that they do not depend on where a row
// begins.
struct RowOf {
  const float* xUm;
  float middleX;
  float dy;  // from the object's middle, µm
  int count;
};

struct Ink {
  float* haematoxylin;
  float* eosin;
};

// Share of the pixel that is inside, and how deep: q is 0 in the middle and 1 at the outline.
inline float outlineOf(const Nucleus& n, float a, float b, float& q) {
  const float s = a / n.radiusA;
  const float t = b / n.radiusB;
  const float square = s * s + t * t;
  const float radius = std::sqrt(square) + 1e-4F;
  const float c1 = s / radius;
  const float s1 = t / radius;
  const float c2 = c1 * c1 - s1 * s1;
  const float s2 = 2 * c1 * s1;
  const float c3 = c1 * c2 - s1 * s2;
  const float s3 = s1 * c2 + c1 * s2;
  q = radius /
      (1 + n.wobble2 * (c2 * n.phase2 + s2 * (1 - n.phase2)) + n.wobble3 * (c3 * n.phase3 + s3 * (1 - n.phase3)));
  return clamped((1 - q) * n.radiusB / n.softUm + 0.5F);
}

SNITT_WIDE void nucleusRow(const Nucleus& n, const RowOf& row, const std::uint8_t* fine, const std::uint8_t* clumps,
                           Ink ink) {
  const auto texelX = static_cast<std::int32_t>(n.texture & 1023U);
  const auto texelY = static_cast<std::int32_t>((n.texture >> 10) & 1023U);
  const std::int32_t line =
      ((texelY + static_cast<std::int32_t>(row.dy * texelsPerUm + 512)) & textureMask) * textureSizePx;
  for (int i = 0; i < row.count; ++i) {
    const float dx = row.xUm[i] - row.middleX;
    const float a = n.cosine * dx + n.sine * row.dy;
    const float b = n.cosine * row.dy - n.sine * dx;
    float q = 0;
    const float alpha = outlineOf(n, a, b, q) * n.opacity;
    const std::int32_t at = line + ((texelX + static_cast<std::int32_t>(dx * texelsPerUm + 512)) & textureMask);
    const float grain =
        mix(static_cast<float>(fine[at]), static_cast<float>(clumps[at]), n.coarse) * (1 / 255.0F) - 0.5F;
    const float edge = std::max(0.0F, 1 - std::abs(q - 0.86F) * n.radiusB * 1.1F);
    float amount = n.haematoxylin * (1 + 2 * n.contrast * grain + n.rim * edge);
    for (const Spot& spot : n.nucleoli) {
      const float far = (a - spot.a) * (a - spot.a) + (b - spot.b) * (b - spot.b);
      const float in = clamped((spot.radius - std::sqrt(far)) * 2.5F + 0.5F) * (spot.radius > 0 ? 1.0F : 0.0F);
      amount += in * 0.55F * n.haematoxylin;
    }
    ink.haematoxylin[i] += (amount - ink.haematoxylin[i]) * alpha;
    ink.eosin[i] += (n.eosin - ink.eosin[i]) * alpha;
  }
}

SNITT_WIDE void redRow(const RowOf& row, float radiusUm, float amount, float* blood, float* eosin) {
  for (int i = 0; i < row.count; ++i) {
    const float dx = row.xUm[i] - row.middleX;
    const float distance = std::sqrt(dx * dx + row.dy * row.dy);
    const float alpha = clamped((radiusUm - distance) * 1.6F + 0.5F);
    const float pale = 0.8F + 0.2F * clamped(distance / radiusUm);
    blood[i] += (amount * pale - blood[i]) * alpha;
    eosin[i] *= 1 - alpha;
  }
}

SNITT_WIDE void vacuoleRow(const Nucleus& n, const RowOf& row, Ink ink) {
  for (int i = 0; i < row.count; ++i) {
    const float dx = row.xUm[i] - row.middleX;
    const float a = n.cosine * dx + n.sine * row.dy;
    const float b = n.cosine * row.dy - n.sine * dx;
    float q = 0;
    const float alpha = outlineOf(n, a, b, q) * n.opacity;
    const float rim = std::max(0.0F, 1 - std::abs(q - 0.98F) * n.radiusB * 1.1F);
    ink.haematoxylin[i] = mix(ink.haematoxylin[i], n.haematoxylin, alpha) + 0.055F * rim * n.opacity;
    ink.eosin[i] = mix(ink.eosin[i], n.eosin, alpha) + 0.04F * rim * n.opacity;
  }
}

template <class Row>
void eachRow(Canvas& canvas, float x, float y, float reachX, float reachY, Row paint) {
  const Box box = boxAround(canvas, x, y, reachX, reachY);
  if (box.left >= box.right) return;
  for (int line = box.top; line < box.bottom; ++line) {
    const RowOf row{canvas.columnsUm.data() + box.left, x, canvas.yUm(line) - y, box.right - box.left};
    paint(row, canvas.index(box.left, line));
  }
}

// Half the box around an ellipse, its irregular outline and its soft seam.
float reachX(const Nucleus& n) {
  const float bulge = 1 + std::abs(n.wobble2) + std::abs(n.wobble3);
  return std::hypot(n.radiusA * n.cosine, n.radiusB * n.sine) * bulge + n.softUm;
}

float reachY(const Nucleus& n) {
  const float bulge = 1 + std::abs(n.wobble2) + std::abs(n.wobble3);
  return std::hypot(n.radiusA * n.sine, n.radiusB * n.cosine) * bulge + n.softUm;
}

}  // namespace

void paintNucleus(Canvas& canvas, const Nucleus& nucleus) {
  const Textures& all = textures();
  eachRow(canvas, nucleus.x, nucleus.y, reachX(nucleus), reachY(nucleus), [&](const RowOf& row, std::size_t at) {
    nucleusRow(nucleus, row, all.chromatin.data(), all.clumps.data(),
               {canvas.haematoxylin.data() + at, canvas.eosin.data() + at});
  });
}

void paintRedCell(Canvas& canvas, float x, float y, float radiusUm, float amount) {
  eachRow(canvas, x, y, radiusUm + 0.6F, radiusUm + 0.6F, [&](const RowOf& row, std::size_t at) {
    redRow(row, radiusUm, amount, canvas.blood.data() + at, canvas.eosin.data() + at);
  });
}

void paintVacuole(Canvas& canvas, const Nucleus& shape) {
  eachRow(canvas, shape.x, shape.y, reachX(shape), reachY(shape), [&](const RowOf& row, std::size_t at) {
    vacuoleRow(shape, row, {canvas.haematoxylin.data() + at, canvas.eosin.data() + at});
  });
}

}  // namespace snitt::phantom
