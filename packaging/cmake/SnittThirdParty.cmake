# Third-party libraries, each under one imported target.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(Eigen3 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(TIFF REQUIRED)
find_package(JPEG REQUIRED)
find_package(OpenCV REQUIRED COMPONENTS core imgproc imgcodecs)
find_package(CLI11 REQUIRED)
find_package(ZXing REQUIRED)
find_package(GEOS 3.11 REQUIRED)
find_package(date REQUIRED)

pkg_check_modules(SNITT_SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(SNITT_SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(SNITT_RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(SNITT_UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(SNITT_ZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(SNITT_ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(SNITT_VIPS REQUIRED IMPORTED_TARGET vips)
find_package(SQLiteCpp REQUIRED)
find_package(pugixml REQUIRED)
find_package(Qt6 REQUIRED COMPONENTS Core Gui Widgets Network Svg LinguistTools Test)
pkg_check_modules(SNITT_LCMS REQUIRED IMPORTED_TARGET lcms2)

# DCMTK's own package file drags in every module with its dependencies; reading tags needs two of them.
find_path(DCMTK_INCLUDE dcmtk/dcmdata/dctk.h REQUIRED)
find_library(DCMTK_DCMDATA dcmdata REQUIRED)
find_library(DCMTK_OFLOG oflog REQUIRED)
find_library(DCMTK_OFSTD ofstd REQUIRED)
add_library(snitt_dcmtk INTERFACE)
target_include_directories(snitt_dcmtk SYSTEM INTERFACE ${DCMTK_INCLUDE})
target_link_libraries(snitt_dcmtk INTERFACE ${DCMTK_DCMDATA} ${DCMTK_OFLOG} ${DCMTK_OFSTD})

# OpenCV's targets put their headers on the path as ordinary ones; ours are compiled with stricter warnings.
add_library(snitt_opencv INTERFACE)
target_include_directories(snitt_opencv SYSTEM INTERFACE ${OpenCV_INCLUDE_DIRS})
target_link_libraries(snitt_opencv INTERFACE opencv_core opencv_imgproc opencv_imgcodecs)

file(GLOB SNITT_SITE_PACKAGES ${SNITT_VENV}/lib/python3*/site-packages)
list(GET SNITT_SITE_PACKAGES 0 SNITT_SITE_PACKAGES)

# LibTorch from the wheel. Its TorchConfig.cmake stops on a machine without the CUDA toolkit, so the target is our own.
set(TORCH_DIR ${SNITT_SITE_PACKAGES}/torch)
if(NOT EXISTS ${TORCH_DIR}/lib/libtorch.so)
  message(FATAL_ERROR "LibTorch was not found in ${TORCH_DIR}: run ./dev build, which installs it, or set SNITT_VENV.")
endif()
add_library(snitt_torch INTERFACE)
target_include_directories(snitt_torch SYSTEM INTERFACE
  ${TORCH_DIR}/include ${TORCH_DIR}/include/torch/csrc/api/include)
target_link_libraries(snitt_torch INTERFACE
  ${TORCH_DIR}/lib/libtorch.so ${TORCH_DIR}/lib/libtorch_cpu.so ${TORCH_DIR}/lib/libc10.so)
# The wheels' libraries have parts of std::filesystem inside, and export them: found first, they are called with what is
# missing from them (a crash in remove_all). So the C++ library comes before them.
target_link_options(snitt_torch INTERFACE LINKER:--no-as-needed -lstdc++ LINKER:--as-needed)
# The CUDA parts are found at run time by name only, so the linker has to be told to keep them.
if(EXISTS ${TORCH_DIR}/lib/libtorch_cuda.so)
  target_link_libraries(snitt_torch INTERFACE
    -Wl,--no-as-needed ${TORCH_DIR}/lib/libtorch_cuda.so ${TORCH_DIR}/lib/libc10_cuda.so -Wl,--as-needed)
endif()

# OpenSlide 4.0.1 from the wheel; the headers are Debian's 3.4.1, what 4.0 added is declared where it is used.
add_library(snitt_openslide INTERFACE)
find_path(OPENSLIDE_INCLUDE openslide.h PATH_SUFFIXES openslide REQUIRED)
target_include_directories(snitt_openslide SYSTEM INTERFACE ${OPENSLIDE_INCLUDE})
if(SNITT_SYSTEM_OPENSLIDE)
  target_link_libraries(snitt_openslide INTERFACE openslide)
else()
  set(OPENSLIDE_LIB ${SNITT_SITE_PACKAGES}/openslide_bin/libopenslide.so.1)
  if(NOT EXISTS ${OPENSLIDE_LIB})
    message(FATAL_ERROR "OpenSlide was not found at ${OPENSLIDE_LIB}: run ./dev build, which installs it, or pass -DSNITT_SYSTEM_OPENSLIDE=ON.")
  endif()
  target_link_libraries(snitt_openslide INTERFACE ${OPENSLIDE_LIB})
endif()
