#include "inference/networks/script_network_p.h"

#include <algorithm>
#include <cstring>
#include <new>

#include <caffe2/serialize/read_adapter_interface.h>
#include <torch/csrc/jit/runtime/graph_executor.h>

namespace snitt {
namespace {

// The bytes that were hashed, read where they lie.
class MemoryReader : public caffe2::serialize::ReadAdapterInterface {
 public:
  explicit MemoryReader(std::shared_ptr<const std::string> bytes) : m_bytes(std::move(bytes)) {}

  size_t size() const override { return m_bytes->size(); }
  size_t read(uint64_t position, void* into, size_t count, const char*) const override {
    if (position >= m_bytes->size()) return 0;
    const size_t there = std::min<size_t>(count, m_bytes->size() - position);
    std::memcpy(into, m_bytes->data() + position, there);
    return there;
  }

 private:
  std::shared_ptr<const std::string> m_bytes;
};

// What a network says of itself reaches a person's terminal: one line, no control characters, not too long.
std::string plain(std::string text) {
  constexpr std::size_t most = 200;
  std::ranges::replace_if(
      text, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  if (text.size() > most) {
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    text += "…";
  }
  const std::size_t last = text.find_last_not_of(" .");
  text.resize(last == std::string::npos ? 0 : last + 1);
  return text;
}

// The interpreter wraps what happened into a traceback that ends with a line such as "RuntimeError: …".
std::string reasonIn(const std::string& what) {
  constexpr std::string_view mark = "Error: ";
  const std::size_t found = what.rfind(mark);
  const std::size_t begin = found == std::string::npos ? what.find_first_not_of(" \n") : found + mark.size();
  if (begin == std::string::npos) return "an unknown fault";
  return plain(what.substr(begin, what.find('\n', begin) - begin));
}

// The interpreter passes on only the text of an error of memory or device; these are not the network's fault.
bool isDeviceFault(const std::string& what) {
  return what.find("out of memory") != std::string::npos || what.find("can't allocate memory") != std::string::npos ||
         what.find("CUDA error") != std::string::npos;
}

Error faultOf(const std::string& prefix, const std::string& what) {
  const ErrorKind kind = isDeviceFault(what) ? ErrorKind::io : ErrorKind::model;
  return {kind, prefix + reasonIn(what)};
}

template <class Work>
auto guarded(const std::string& where, const std::string& prefix, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const c10::OutOfMemoryError&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const c10::AcceleratorError&) {
    throw;
  } catch (const c10::Error& error) {
    return failIn(where, faultOf(prefix, error.what_without_backtrace()));
  } catch (const std::exception& error) {
    return failIn(where, faultOf(prefix, error.what()));
  }
}

// Not Module::to(dtype): that would turn tables of indices into floats as well.
void makeFloat(torch::jit::Module& module) {
  const auto convert = [](const at::Tensor& tensor) {
    if (tensor.is_floating_point() && tensor.scalar_type() != at::kFloat) tensor.set_data(tensor.to(at::kFloat));
  };
  for (const at::Tensor& tensor : module.parameters()) convert(tensor);
  for (const at::Tensor& tensor : module.buffers()) convert(tensor);
}

Result<void> checkArguments(const torch::jit::Module& module) {
  if (!module.find_method("forward")) return fail(ErrorKind::model, "the network has no method forward");
  const auto& arguments = module.get_method("forward").function().getSchema().arguments();
  const auto wanted = std::count_if(arguments.begin(), arguments.end(),
                                    [](const c10::Argument& one) { return !one.default_value().has_value(); });
  const bool tensor = arguments.size() > 1 && arguments[1].type()->isSubtypeOf(*c10::TensorType::get());
  if (wanted > 2 || !tensor)
    return fail(ErrorKind::model, "the network must take one tensor, it takes other arguments");
  return {};
}

}  // namespace

Result<ScriptNetwork> ScriptNetwork::load(const CodeFile& file, at::Device device, std::string_view where) {
  const std::string context(where);
  auto bytes = file.bytesToRun();
  if (!bytes) return failIn(context, bytes.error());
  return guarded(context, "it is no TorchScript that can be loaded: ", [&]() -> Result<ScriptNetwork> {
    torch::jit::Module module = torch::jit::load(std::make_shared<MemoryReader>(std::move(*bytes)), at::kCPU, false);
    if (auto one = checkArguments(module); !one) return failIn(context, one.error());
    makeFloat(module);
    module.to(device);
    module.eval();
    torch::jit::Module frozen = torch::jit::freeze(module);
    // What freezing has to leave is what the network changes while it runs.
    if (frozen.type()->numAttributes() > 0)
      return failIn(context, {ErrorKind::model,
                              c10::str("the network changes its own state (", plain(frozen.type()->getAttributeName(0)),
                                       ") while it runs, so its answers would depend on the order of tiles")});
    return ScriptNetwork(std::move(frozen), context);
  });
}

Result<at::Tensor> ScriptNetwork::run(const at::Tensor& input, int outputIndex) const {
  return guarded(m_where, "the network failed: ", [&]() -> Result<at::Tensor> {
    const torch::jit::GraphOptimizerEnabledGuard plainInterpreter(false);
    c10::IValue output = m_module.get_method("forward")({input});
    std::string given = output.tagKind();
    if (output.isTuple() || output.isList()) {
      const std::vector<c10::IValue> elements =
          output.isTuple() ? output.toTuple()->elements().vec() : output.toListRef().vec();
      if (static_cast<std::size_t>(outputIndex) >= elements.size())
        return failIn(m_where, {ErrorKind::model, c10::str("the network gives ", elements.size(),
                                                           " outputs; outputIndex ", outputIndex, " is none of them")});
      output = elements[static_cast<std::size_t>(outputIndex)];
      given = c10::str("as output ", outputIndex, " ", output.tagKind());
    } else if (outputIndex != 0) {
      return failIn(m_where, {ErrorKind::model,
                              c10::str("the network gives one output; outputIndex must be 0, not ", outputIndex)});
    }
    if (!output.isTensor()) return failIn(m_where, {ErrorKind::model, "the network gives " + given + ", no tensor"});
    return output.toTensor();
  });
}

}  // namespace snitt
