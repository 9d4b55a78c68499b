import FoundationEssentials
private let environment = ProcessInfo.processInfo.environment
func knob(_ name: String, _ fallback: Float) -> Float { environment[name].flatMap { Float($0) } ?? fallback }
