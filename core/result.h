// Result<T>: a value or an Error. What can fail by its input or its machine returns one; exceptions of libraries are
// caught in the layer that uses them.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace snitt {

enum class ErrorKind {
  notFound,     // a file, folder or entry that should exist does not
  unsupported,  // recognised, but this program cannot work with it
  corrupt,      // contents contradict their own format
  io,           // the operating system refused or failed
  database,
  model,       // a network or bundle that cannot be used as it is
  outOfScope,  // the bundle was not made for this
  usage,       // what was asked for is wrong
  refused,     // a safety rule says no
  cancelled,
};

// `message` is one sentence for a person, without a trailing full stop, naming the file or value it is about.
struct Error {
  ErrorKind kind;
  std::string message;
  bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

// "context: message". Each layer prepends its context at most once.
[[nodiscard]] inline tl::unexpected<Error> failIn(std::string_view context, Error error) {
  error.message = std::string(context) + ": " + error.message;
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace snitt
