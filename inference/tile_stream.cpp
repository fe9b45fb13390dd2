#include "inference/tile_stream.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <new>
#include <numeric>
#include <optional>
#include <string>
#include <thread>

#include "core/bounded_queue.h"
#include "core/in_order.h"

namespace snitt {

namespace {

constexpr std::size_t kWaitingBytes = std::size_t{256} << 20;

class Stream {
 public:
  Stream(SlideReader& slide, const TilePlan& plan, const TileStreamOptions& options, const BatchWork& work,
         const TilesDone& done, const RunControl& control)
      : m_slide(slide),
        m_plan(plan),
        m_asPlanned(options.order.empty() ? plan.tiles.size() : 0),
        m_order(options.order),
        m_batch(static_cast<std::size_t>(options.batch)),
        m_workers(std::max(1, options.workers)),
        m_readers(options.readers > 0 ? options.readers : m_workers),
        m_batches((plan.tiles.size() + m_batch - 1) / m_batch),
        m_work(work),
        m_done(done),
        m_control(control),
        m_free(ringSize()),
        m_filled(ringSize()) {
    if (!m_order.empty()) return;
    std::iota(m_asPlanned.begin(), m_asPlanned.end(), std::uint32_t{0});
    m_order = m_asPlanned;
  }

  Result<std::vector<std::size_t>> run() {
    // A stop from outside becomes one of ours, so that threads wait for a single token.
    const std::stop_callback outside(m_control.stop, [this] { m_stop.request_stop(); });
    for (std::size_t i = 0; i < ringSize(); ++i) m_free.push(TileBatch{}, m_stop.get_token());
    {
      std::vector<std::jthread> threads;
      m_readersLeft = m_readers;
      // A thread that cannot be started ends those that were, which would else wait for it for ever.
      guarded([&] {
        for (int i = 0; i < m_readers; ++i) threads.emplace_back([this] { guarded([this] { readBatches(); }); });
        for (int i = 0; i < m_workers; ++i) threads.emplace_back([this] { guarded([this] { workOnBatches(); }); });
      });
    }
    if (m_control.stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
    if (m_error) return fail(*m_error);
    std::sort(m_unreadable.begin(), m_unreadable.end());
    return std::move(m_unreadable);
  }

 private:
  // A batch in work for each worker, and as many waiting as keep decoding and inference overlapped; of batches that are
  // very large, one.
  [[nodiscard]] std::size_t ringSize() const {
    const std::size_t waiting = kWaitingBytes / std::max<std::size_t>(1, m_batch * tileBytes());
    return static_cast<std::size_t>(m_workers) +
           std::clamp<std::size_t>(waiting, 1, static_cast<std::size_t>(m_readers));
  }

  [[nodiscard]] std::size_t tileBytes() const {
    return 3 * static_cast<std::size_t>(m_plan.geometry.tilePx) * static_cast<std::size_t>(m_plan.geometry.tilePx);
  }

  void failWith(Error error) {
    const std::scoped_lock lock(m_mutex);
    if (!m_error) m_error = std::move(error);
    m_stop.request_stop();
  }

  // No exception may leave a thread.
  template <class Work>
  void guarded(Work work) {
    try {
      work();
    } catch (const std::bad_alloc&) {
      failWith({ErrorKind::io, "memory ran out"});
    } catch (const std::exception& error) {
      failWith({ErrorKind::io, std::string("an unexpected fault: ") + error.what()});
    }
  }

  void readBatches() {
    const std::stop_token stop = m_stop.get_token();
    while (auto buffer = m_free.pop(stop)) {
      const std::size_t number = m_next++;
      if (number >= m_batches || !m_control.proceed()) {
        // There may be fewer buffers than readers, and each needs one to learn that there is no more to do.
        m_free.push(std::move(*buffer), stop);
        break;
      }
      fill(*buffer, number);
      // Batches reach the workers by number: a worker may then wait for all earlier ones without a deadlock.
      if (!m_turn.run(number, stop, [&] { m_filled.push(std::move(*buffer), stop); })) break;
    }
    if (--m_readersLeft == 0) m_filled.close();
  }

  void fill(TileBatch& batch, std::size_t number) {
    batch.number = number;
    batch.first = number * m_batch;
    batch.count = std::min(m_batch, m_plan.tiles.size() - batch.first);
    batch.tiles = m_order.subspan(batch.first, batch.count);
    batch.unreadable.clear();
    batch.rgb.resize(m_batch * tileBytes());
    for (std::size_t i = 0; i < m_batch && !m_stop.stop_requested(); ++i) {
      const std::span<std::uint8_t> tile = std::span(batch.rgb).subspan(i * tileBytes(), tileBytes());
      if (i < batch.count && m_slide.read(m_plan.region(batch.tiles[i]), tile)) continue;
      std::fill(tile.begin(), tile.end(), std::uint8_t{255});
      if (i < batch.count) batch.unreadable.push_back(batch.tiles[i]);
    }
  }

  void workOnBatches() {
    const std::stop_token stop = m_stop.get_token();
    while (auto batch = m_filled.pop(stop)) {
      if (auto result = m_work(*batch); !result) {
        failWith(result.error());
        return;
      }
      {
        const std::scoped_lock lock(m_mutex);
        m_unreadable.insert(m_unreadable.end(), batch->unreadable.begin(), batch->unreadable.end());
      }
      if (m_done) m_done(batch->count);
      m_free.push(std::move(*batch), stop);
    }
  }

  SlideReader& m_slide;
  const TilePlan& m_plan;
  std::vector<std::uint32_t> m_asPlanned;
  std::span<const std::uint32_t> m_order;
  const std::size_t m_batch;
  const int m_workers;
  const int m_readers;
  const std::size_t m_batches;
  const BatchWork& m_work;
  const TilesDone& m_done;
  const RunControl& m_control;
  BoundedQueue<TileBatch> m_free;
  BoundedQueue<TileBatch> m_filled;
  InOrder m_turn;
  std::stop_source m_stop;
  std::atomic<std::size_t> m_next{0};
  std::atomic<int> m_readersLeft{0};
  std::mutex m_mutex;
  std::optional<Error> m_error;
  std::vector<std::size_t> m_unreadable;
};

}  // namespace

Result<std::vector<std::size_t>> streamTiles(SlideReader& slide, const TilePlan& plan, const TileStreamOptions& options,
                                             const BatchWork& work, const TilesDone& done, const RunControl& control) {
  return Stream(slide, plan, options, work, done, control).run();
}

}  // namespace snitt
