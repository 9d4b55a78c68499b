// What is never given back, such as tables that are made once, is no finding. Where memory was
// taken is rarely asked for, and to note it takes half of the time.
const char *__asan_default_options(void) {
  return "detect_leaks=0:malloc_context_size=1:quarantine_size_mb=8";
}
