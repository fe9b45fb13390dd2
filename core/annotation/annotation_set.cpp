#include "core/annotation/annotation_set.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>

namespace snitt {

namespace {

constexpr int kFinestLevel = 8;  // bins of 256 px: a million cells lie in some ten thousand of them
constexpr int kCoarsestLevel = 40;

// Bins are at least as large as what they hold, so that it lies in four of them at most.
int levelOf(const Box& box) {
  const double edge = std::max({box.maxX - box.minX, box.maxY - box.minY, 1.0});
  return std::clamp(static_cast<int>(std::ceil(std::log2(edge))), kFinestLevel, kCoarsestLevel);
}

struct BinRange {
  std::int64_t minX, minY, maxX, maxY;
};

BinRange rangeOf(const Box& box, int level) {
  const double edge = std::ldexp(1.0, level);
  // No slide reaches that far: what a box beyond it holds is found all the same, in the outermost bins.
  const auto bin = [edge](double at) {
    return static_cast<std::int64_t>(std::floor(std::clamp(at, -1e12, 1e12) / edge));
  };
  return {bin(box.minX), bin(box.minY), bin(box.maxX), bin(box.maxY)};
}

}  // namespace

AnnotationEdit reversed(const AnnotationEdit& edit) {
  AnnotationEdit back;
  back.reserve(edit.size());
  for (auto change = edit.rbegin(); change != edit.rend(); ++change) back.push_back({change->after, change->before});
  return back;
}

std::size_t AnnotationSet::BinHash::operator()(const BinKey& key) const {
  auto hash = static_cast<std::uint64_t>(key.level) * 0x9E3779B97F4A7C15ULL;
  hash = std::rotl(hash ^ static_cast<std::uint64_t>(key.x), 27) * 0xBF58476D1CE4E5B9ULL;
  hash = std::rotl(hash ^ static_cast<std::uint64_t>(key.y), 31) * 0x94D049BB133111EBULL;
  return hash ^ (hash >> 29U);
}

AnnotationSet::AnnotationSet(const std::vector<AnnotationPtr>& annotations) {
  AnnotationEdit edit;
  edit.reserve(annotations.size());
  for (const AnnotationPtr& one : annotations) edit.push_back({nullptr, one});
  apply(edit);
  m_version = 0;
}

AnnotationSet::AnnotationSet(const std::vector<PlacedAnnotation>& annotations) {
  std::size_t last = 0;
  for (const PlacedAnnotation& one : annotations) last = std::max(last, one.place + 1);
  m_entries.resize(last);
  for (const PlacedAnnotation& one : annotations) {
    m_entries[one.place] = {one.annotation, boxOf(one.annotation->geometry)};
    m_byId.emplace(one.annotation->id, one.place);
    index(one.place);
  }
}

std::size_t AnnotationSet::placeOf(const std::string& id) const {
  const auto found = m_byId.find(id);
  return found != m_byId.end() ? found->second : m_removed.at(id);
}

AnnotationPtr AnnotationSet::find(const std::string& id) const {
  const auto found = m_byId.find(id);
  return found == m_byId.end() ? nullptr : m_entries[found->second].annotation;
}

std::vector<AnnotationPtr> AnnotationSet::all() const {
  std::vector<AnnotationPtr> list;
  list.reserve(m_byId.size());
  for (const Entry& entry : m_entries)
    if (entry.annotation) list.push_back(entry.annotation);
  return list;
}

AnnotationSet::Bin& AnnotationSet::writable(std::shared_ptr<Bin>& bin) {
  if (!bin)
    bin = std::make_shared<Bin>();
  else if (bin.use_count() > 1)
    bin = std::make_shared<Bin>(*bin);
  // Whoever held it until now has read all that it wanted.
  std::atomic_thread_fence(std::memory_order_acquire);
  return *bin;
}

void AnnotationSet::index(std::size_t entry) {
  const Box& box = m_entries[entry].box;
  const int level = levelOf(box);
  const BinRange range = rangeOf(box, level);
  for (std::int64_t y = range.minY; y <= range.maxY; ++y)
    for (std::int64_t x = range.minX; x <= range.maxX; ++x)
      writable(m_bins[{level, x, y}]).push_back({m_entries[entry].annotation, box, entry});
  ++m_levels[level];
}

void AnnotationSet::unindex(std::size_t entry) {
  const Box& box = m_entries[entry].box;
  const int level = levelOf(box);
  const BinRange range = rangeOf(box, level);
  for (std::int64_t y = range.minY; y <= range.maxY; ++y)
    for (std::int64_t x = range.minX; x <= range.maxX; ++x) {
      const auto bin = m_bins.find({level, x, y});
      if (bin == m_bins.end()) continue;
      Bin& held = writable(bin->second);
      std::erase_if(held, [entry](const Placed& one) { return one.place == entry; });
      if (held.empty()) m_bins.erase(bin);
    }
  if (--m_levels[level] == 0) m_levels.erase(level);
}

template <class VisitBin>
void AnnotationSet::eachBin(const Box& box, double leastEdge, const VisitBin& visit) const {
  for (const auto& [level, count] : m_levels) {
    if (level < kCoarsestLevel && std::ldexp(1.0, level) < leastEdge) continue;
    const BinRange range = rangeOf(box, level);
    const double bins =
        (static_cast<double>(range.maxX - range.minX) + 1) * (static_cast<double>(range.maxY - range.minY) + 1);
    // A view of a whole slide has more bins than there is in them.
    if (bins > static_cast<double>(m_bins.size())) {
      for (const auto& [key, bin] : m_bins)
        if (key.level == level && key.x >= range.minX && key.x <= range.maxX && key.y >= range.minY &&
            key.y <= range.maxY && !visit(key, bin))
          return;
      continue;
    }
    for (std::int64_t y = range.minY; y <= range.maxY; ++y)
      for (std::int64_t x = range.minX; x <= range.maxX; ++x)
        if (const auto bin = m_bins.find({level, x, y}); bin != m_bins.end() && !visit(bin->first, bin->second)) return;
  }
}

void AnnotationSet::eachIn(const Box& box, const Visit& visit, double leastEdge) const {
  eachBin(box, leastEdge, [&](const BinKey& key, const std::shared_ptr<Bin>& bin) {
    const BinRange range = rangeOf(box, key.level);
    for (const Placed& one : *bin) {
      if (!one.box.touches(box)) continue;
      // What lies in several bins is visited in the first of them.
      const BinRange own = rangeOf(one.box, key.level);
      if (key.x != std::max(range.minX, own.minX) || key.y != std::max(range.minY, own.minY)) continue;
      if (!visit(one.annotation, one.box, one.place)) return false;
    }
    return true;
  });
}

std::vector<std::shared_ptr<const AnnotationSet::Bin>> AnnotationSet::binsIn(const Box& box, double leastEdge) const {
  std::vector<std::shared_ptr<const Bin>> bins;
  eachBin(box, leastEdge, [&](const BinKey&, const std::shared_ptr<Bin>& bin) {
    bins.push_back(bin);
    return true;
  });
  return bins;
}

std::vector<AnnotationPtr> AnnotationSet::in(const Box& box) const {
  std::vector<std::size_t> found;
  eachIn(box, [&](const AnnotationPtr&, const Box&, std::size_t place) {
    found.push_back(place);
    return true;
  });
  std::ranges::sort(found);
  std::vector<AnnotationPtr> list;
  list.reserve(found.size());
  for (const std::size_t entry : found) list.push_back(m_entries[entry].annotation);
  return list;
}

AnnotationPtr AnnotationSet::at(Point place, double reach) const {
  AnnotationPtr nearest;
  AnnotationPtr around;
  double smallest = 0;
  const std::vector<AnnotationPtr> near = in(Box{place.x, place.y, place.x, place.y}.grownBy(reach));
  for (auto one = near.rbegin(); one != near.rend(); ++one) {
    const Geometry& geometry = (*one)->geometry;
    const bool isArea = !geometry.areas.empty();
    if (!nearest && distanceTo(geometry, place) <= reach) nearest = *one;
    if (!isArea || !covers(geometry, place)) continue;
    const double area = areaMm2(geometry, {1, 1});
    if (!around || area < smallest) {
      around = *one;
      smallest = area;
    }
  }
  // A line that is pointed at is meant, even inside a small area; an outline only where nothing smaller lies there.
  if (nearest && (nearest->geometry.areas.empty() || !around || areaMm2(nearest->geometry, {1, 1}) <= smallest))
    return nearest;
  return around;
}

void AnnotationSet::apply(const AnnotationEdit& edit) {
  for (const AnnotationChange& change : edit) {
    const std::string& id = change.after ? change.after->id : change.before->id;
    const auto known = m_byId.find(id);
    if (known != m_byId.end()) {
      const std::size_t entry = known->second;
      unindex(entry);
      m_entries[entry].annotation = change.after;
      if (change.after) {
        m_entries[entry].box = boxOf(change.after->geometry);
        index(entry);
      } else {
        m_removed[id] = entry;
        m_byId.erase(known);
      }
      continue;
    }
    if (!change.after) continue;
    std::size_t entry = m_entries.size();
    if (const auto gone = m_removed.find(id); gone != m_removed.end()) {
      entry = gone->second;
      m_removed.erase(gone);
    } else {
      m_entries.push_back({});
    }
    m_entries[entry] = {change.after, boxOf(change.after->geometry)};
    m_byId.emplace(id, entry);
    index(entry);
  }
  ++m_version;
}

}  // namespace snitt
