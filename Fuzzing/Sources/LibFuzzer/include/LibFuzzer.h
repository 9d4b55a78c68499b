#include <stddef.h>
#include <stdint.h>

/// Part of libFuzzer, which a program that has a main function of its own calls.
int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
