// A device that this machine does not have: what a GPU would refuse it refuses, and what it computes are the CPU's
// bits.
//
// It takes the place of a device type that this LibTorch knows and has no code for. Its memory cannot be touched by the
// host (whoever reads through `data_ptr` dies of it), and an operation on tensors of which some are elsewhere throws,
// as on a GPU; each kernel is the CPU's, run on the host's own view of that memory. So a whole training runs on it, and
// shows both that nothing is left on the wrong side and that what comes out is right.
#pragma once

#include <cstdint>

namespace snitt::test {

inline constexpr const char* kPretendDevice = "hpu:0";

// Kernels that ran on it so far.
[[nodiscard]] std::int64_t pretendKernels();

}  // namespace snitt::test
