import VideoSDKClient

extension ProxyProblem {
  /// What is wrong with it, as a sentence.
  var wording: String {
    switch self {
    case .unsupportedScheme(let scheme, let variable, let found):
      "\(variable) names `\(found)`, and requests cannot be sent through a proxy of the scheme `\(scheme)`"
    case .unreadable(let variable, let found):
      "\(variable) holds `\(found)`, which is no proxy"
    }
  }

  /// What to do about it.
  var advice: String {
    "write `http://[user:password@]host[:port]`, or name the host in NO_PROXY to reach it directly"
  }
}
