import Credit
import MeshRuntime

await ServiceProgram.run(creditService)
