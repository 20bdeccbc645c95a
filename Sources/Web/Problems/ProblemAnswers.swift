import Bitrix24
import CallDesk
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Storage

/// Turns every error into a problem document.
struct ProblemAnswers: RouterMiddleware {
    typealias Context = WebContext

    let lingerSeconds: Int64
    let logger: Logger

    func handle(_ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = problem(for: error)
            if problem.givesUpConnection {
                let channel = context.channel
                channel.eventLoop.scheduleTask(in: .seconds(lingerSeconds)) { channel.close(promise: nil) }
            }
            return problem.response
        }
    }

    private func problem(for error: any Error) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as any HTTPResponseError: return problem(status: error.status)
        case let error as StoreError:
            logger.error("the store cannot serve a request", metadata: ["error": "\(error)"])
            return .unavailable("the storage cannot be used now: try again", retryAfter: 5)
        case let error as BitrixError:
            return error.isRetryable
                ? .unavailable("the portal does not answer now: try again", retryAfter: 5) : Problem(.badGateway, "the portal refused: \(error)")
        case let problem as PortalProblem: return .unavailable("\(problem)", retryAfter: 60)
        // The sender's framing is broken: nothing of ours failed, and a stranger shall not fill the error log.
        case is HTTPParserError: return Problem(.badRequest, "the request cannot be read: its body is not framed as its headers say")
        case is SlowBody: return .tooSlow
        case is CancellationError: return .unavailable("the server is stopping: try again", retryAfter: 5)
        default:
            logger.error("a request failed", metadata: ["error": "\(type(of: error))"])
            return Problem(.internalServerError, "the request failed: the server's log says why")
        }
    }

    private func problem(status: HTTPResponse.Status) -> Problem {
        switch status {
        case .notFound: Problem(.notFound, "there is nothing at this address: see /openapi.yaml")
        case .contentTooLarge: Problem(.contentTooLarge, "the body is too large")
        default: Problem(status, status.reasonPhrase)
        }
    }
}
