#include "app/snitt/common_options.h"

#include <CLI/CLI.hpp>

#include "app/snitt/validators_p.h"

namespace snitt::app {

void addCommonOptions(CLI::App& app, CommonOptions& options) {
  app.add_flag("--json", options.json, "Result on standard output as JSON, progress as JSON lines on standard error");
  app.add_flag("--control", options.control,
               R"(Obey JSON lines on standard input: {"command":"pause|resume|cancel"}; its end cancels)");
  app.add_flag("--quiet", options.quiet, "No progress and no notices");
  app.add_option("--threads", options.threads, "Workers (default: all cores)")->check(CLI::Range(1, 1024));
  app.add_option("--db", options.database,
                 "Database FILE, or none (default: the one in your data folder, if \"snitt db create\" made it)")
      ->check(notBlank());
  app.add_option("--device", options.engine.device, "auto, cpu, cuda or cuda:N")->capture_default_str();
  app.add_option("--precision", options.engine.precision, "auto, fp32 or bf16")->capture_default_str();
  app.add_option("--kernels", options.engine.kernels,
                 "auto, fused (oneDNN on the CPU) or plain (LibTorch's own, as on a GPU)")
      ->capture_default_str();
}

}  // namespace snitt::app
